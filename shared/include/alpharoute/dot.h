// Dot products and distances of float vectors whose bits are the same on every platform.
//
// Every sum runs over 16 fixed lanes: lane l takes elements l, l+16, l+32, ... in this order (a short last block counts
// as padded with zeros), then lanes l and l+8 are added, then l and l+4, l+2, l+1. No fused multiply-add. The shape
// suits SSE, AVX2, AVX-512, NEON and wasm SIMD alike, so the fixed order costs nothing. Thread-safe: no state.
#pragma once

#include <cstddef>
#include <span>

namespace alpharoute {

// Sum of a[i]*b[i]. `a` and `b` have the same length.
float dot(std::span<const float> a, std::span<const float> b);

// out[i] = sum over j of rows[i*d + j] * query[j], with d = query.size() and one row for each place in `out`.
// Reads `rows` once, at the speed of memory.
void dots(std::span<const float> rows, std::span<const float> query, std::span<float> out);

// out[i] = sum over j of (rows[i*d + j] - query[j])^2: the square of the Euclidean distance, never negative and exactly
// zero for equal vectors. Otherwise as `dots`.
void squared_distances(std::span<const float> rows, std::span<const float> query, std::span<float> out);

}  // namespace alpharoute
