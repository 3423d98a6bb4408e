// Dot products and distances of float vectors, with the same bits on every platform.
//
// Every sum uses 16 fixed lanes: lane l adds elements l, l+16, l+32, ... in this order (the last block is padded with
// zeros); then lanes l and l+8 are added, then l and l+4, l+2, l+1. No fused multiply-add. The fixed order is free: it
// vectorises on SSE, AVX2, AVX-512, NEON and wasm SIMD. Thread-safe.
#pragma once

#include <cstddef>
#include <span>

namespace alpharoute {

// Returns the sum of a[i]*b[i]. `a` and `b` have the same length.
float dot(std::span<const float> a, std::span<const float> b);

// out[i] = sum over j of rows[i*d + j] * query[j], with d = query.size() and one row for each element of `out`.
// Reads `rows` once, at memory bandwidth.
void dots(std::span<const float> rows, std::span<const float> query, std::span<float> out);

// The same for out[i] = sum over j of (rows[i*d + j] - query[j])^2, the squared Euclidean distance: never negative, and
// exactly 0 for equal vectors.
void squared_distances(std::span<const float> rows, std::span<const float> query, std::span<float> out);

}  // namespace alpharoute
