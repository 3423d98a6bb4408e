// Choices of one model for every row, and those that hindsight would make.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/dataset.h"

namespace alpharoute::evaluate {

inline constexpr std::int64_t kUndecided = -1;

// One entry for each of the rows that are measured: a column of the data set, or kUndecided.
using Choices = std::vector<std::int64_t>;

// For each of `rows` the cheapest of the models with the best score there; an unknown cost counts as dearest.
// kUndecided where no model has a score.
Choices oracle_choices(const data::Dataset& dataset, std::span<const std::size_t> rows);

// For each of `rows` the model with the best mean score on those of `rows` that belong to the same data set, the first
// of equals: what knowing the data set, and nothing else of the prompt, is worth.
Choices group_oracle_choices(const data::Dataset& dataset, std::span<const std::size_t> rows);

}  // namespace alpharoute::evaluate
