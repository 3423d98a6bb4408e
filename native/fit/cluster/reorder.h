// Moves the rows of a large matrix in place.
#pragma once

#include <cstddef>
#include <vector>

namespace alpharoute::fit {

// Row i becomes what row order[i] was. `order` is a permutation of the rows of `values` [n, d]. Needs one row of memory
// and a bit a row.
void gather_rows(std::vector<float>& values, std::size_t d, const std::vector<std::size_t>& order);

// The way back: row order[i] becomes what row i was.
void scatter_rows(std::vector<float>& values, std::size_t d, const std::vector<std::size_t>& order);

}  // namespace alpharoute::fit
