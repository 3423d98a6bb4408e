// Moves the rows of a large matrix in place.
#pragma once

#include <cstddef>
#include <vector>

namespace alpharoute::fit {

// Moves row order[i] to row i, for all i. `order` is a permutation of the first rows of `values` [n, d]. Allocates one
// row and one bit per row.
void gather_rows(std::vector<float>& values, std::size_t d, const std::vector<std::size_t>& order);

// Undoes gather_rows(): moves row i to row order[i].
void scatter_rows(std::vector<float>& values, std::size_t d, const std::vector<std::size_t>& order);

}  // namespace alpharoute::fit
