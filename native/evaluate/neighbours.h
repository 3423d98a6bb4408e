// The strongest simple rival of a clustered router: the nearest training rows themselves.
#pragma once

#include "evaluate/evaluate.h"

namespace alpharoute::evaluate {

inline constexpr std::size_t kNeighbours = 100;

// Choices by alpha, each for all of `rows`. A model's expected accuracy A and cost C are its means over the `count`
// rows of `training` (all, if there are fewer) nearest by cosine, of equally near ones the earlier; both are put on one
// scale for all queries by the models' means over all of `training`:
//   score = alpha * (A - lowest mean) / (range of means) + (1 - alpha) * (1 - (C - lowest mean) / (range of means)),
// a range of zero scaling to 0. A model without an answer among the neighbours is not eligible, one without a known
// cost at alpha = 1 alone. Ties go to the first. On `threads` threads (0: all; never changes the result).
//
// Reads training rows times `rows` embeddings, so it is no way to route. `training` is not empty.
// Source: k-nearest neighbours beside learned routers, e.g. RouterBench (arXiv 2403.12031), section 4; the scale is
// ours.
std::vector<Choices> neighbour_choices(const data::Dataset& dataset, const embed::Embeddings& embeddings,
                                       std::span<const std::size_t> training, std::span<const std::size_t> rows,
                                       std::span<const double> alphas, std::size_t count = kNeighbours,
                                       unsigned threads = 0);

}  // namespace alpharoute::evaluate
