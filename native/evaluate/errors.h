// What a choice got wrong, told apart: answers that another model would have given better, and money that bought
// nothing.
#pragma once

#include <span>

#include "evaluate/choice.h"

namespace alpharoute::evaluate {

// NaN where nothing is known to go by.
struct Errors {
  double optimal_selection_rate = 0.0;  // share of the rows whose chosen model has the best score of that row
  double accuracy_regret = 0.0;            // mean of best score minus chosen score: points of accuracy, 0 to 1
  double excess_cost_per_1000 =
      0.0;  // USD for 1,000 queries: mean of the chosen cost minus the least cost of a model
            // with a score at least as good; of two ways to be wrong alike, the dearer wastes
};

// Rows without a score of the chosen model count in nothing, those without its cost not in the money.
// Source: the optimal-selection rate of RouterArena (arXiv 2510.00202), on scores alone; the other two are ours.
Errors errors(const data::Dataset& dataset, std::span<const std::size_t> rows, std::span<const std::int64_t> choices);

}  // namespace alpharoute::evaluate
