// Dot products of many rows with many centres: the inner loop of k-means.
#pragma once

#include <cstddef>

namespace alpharoute::fit {

// Computes out[i*k + j] = sum over l of rows[i*d + l] * centres[j*d + l], for n rows and k centres of d values, all
// row-major. Uses the best instruction set of the machine. Thread-safe.
void products(const float* rows, std::size_t n, const float* centres, std::size_t k, std::size_t d, float* out);

}  // namespace alpharoute::fit
