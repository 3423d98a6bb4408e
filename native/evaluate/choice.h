// One chosen model per row, and the choices of the oracles.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/dataset.h"

namespace alpharoute::evaluate {

inline constexpr std::int64_t kUndecided = -1;

// One entry per measured row: a column of the data set, or kUndecided.
using Choices = std::vector<std::int64_t>;

// For each of `rows`, the model with the best score in that row. Ties go to the lower cost, then to the first model; an
// unknown cost counts as the highest. kUndecided if no model has a score.
Choices oracle_choices(const data::Dataset& dataset, std::span<const std::size_t> rows);

// For each of `rows`, the model with the best mean score on the rows of the same data set; ties go to the first. Shows
// the accuracy of a router that knows only the data set of a prompt.
Choices group_oracle_choices(const data::Dataset& dataset, std::span<const std::size_t> rows);

}  // namespace alpharoute::evaluate
