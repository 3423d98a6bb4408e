// Routing by the nearest training rows: the strongest simple alternative to a clustered router.
#pragma once

#include "evaluate/evaluate.h"

namespace alpharoute::evaluate {

inline constexpr std::size_t kNeighbours = 100;

// Chooses a model for each of `rows` at each of `alphas`. Returns the choices by alpha.
//
// The neighbours of a row are the `count` rows of `training` (all, if there are fewer) nearest by cosine; ties go to
// the earlier row. A model's expected accuracy A and cost C are its means over the neighbours. Its score is
//   alpha * (A - lowest mean) / (range of means) + (1 - alpha) * (1 - (C - lowest mean) / (range of means)),
// with the lowest value and the range of the models' means over all of `training`; a range of zero normalises to 0. A
// model without answers among the neighbours is not eligible, one without a known cost only at alpha = 1. Ties go to
// the first model.
//
// `training` must not be empty. Uses `threads` threads (0: all), which never changes the result. Compares every row
// with every training row: for comparison only, too slow for routing.
// Source: k-nearest neighbours, e.g. RouterBench (arXiv 2403.12031), section 4; the normalisation differs.
std::vector<Choices> neighbour_choices(const data::Dataset& dataset, const embed::Embeddings& embeddings,
                                       std::span<const std::size_t> training, std::span<const std::size_t> rows,
                                       std::span<const double> alphas, std::size_t count = kNeighbours,
                                       unsigned threads = 0);

}  // namespace alpharoute::evaluate
