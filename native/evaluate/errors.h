// Routing errors of two kinds: accuracy lost to a better-scoring model, and cost above the cheapest equally good one.
#pragma once

#include <span>

#include "evaluate/choice.h"

namespace alpharoute::evaluate {

// NaN if no row counts.
struct Errors {
  double optimal_selection_rate = 0.0;  // share of the rows whose chosen model has the row's best score
  double accuracy_regret = 0.0;         // mean of best score minus chosen score, in points of accuracy, 0 to 1
  double excess_cost_per_1000 = 0.0;    // USD per 1,000 queries: mean of the chosen cost minus the lowest cost of a
                                        // model with at least the chosen score
};

// Skips rows in which the chosen model has no score; the excess cost also skips rows in which it has no cost.
// Source: RouterArena (arXiv 2510.00202) for the optimal selection rate, here of scores only.
Errors errors(const data::Dataset& dataset, std::span<const std::size_t> rows, std::span<const std::int64_t> choices);

}  // namespace alpharoute::evaluate
