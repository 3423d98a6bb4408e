#include "evaluate/errors.h"

#include <algorithm>
#include <cmath>

#include "evaluate/mean.h"

namespace alpharoute::evaluate {

Errors errors(const data::Dataset& dataset, std::span<const std::size_t> rows, std::span<const std::int64_t> choices) {
  Mean optimal, regret, excess;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (choices[i] == kUndecided) continue;
    const std::size_t chosen = dataset.cell(rows[i], static_cast<std::size_t>(choices[i]));
    const float score = dataset.score[chosen];
    if (std::isnan(score)) continue;
    float best_score = score, lowest_cost = dataset.cost[chosen];
    for (std::size_t cell = dataset.cell(rows[i], 0); cell < dataset.cell(rows[i] + 1, 0); ++cell) {
      // Comparisons with NaN are false: an unknown value is neither better nor cheaper.
      best_score = std::max(best_score, dataset.score[cell]);
      if (dataset.score[cell] >= score && dataset.cost[cell] < lowest_cost) lowest_cost = dataset.cost[cell];
    }
    optimal.add(score == best_score ? 1.0 : 0.0);
    regret.add(static_cast<double>(best_score) - static_cast<double>(score));
    excess.add(static_cast<double>(dataset.cost[chosen]) - static_cast<double>(lowest_cost));
  }
  return {optimal.value(), regret.value(), excess.value() * 1000.0};
}

}  // namespace alpharoute::evaluate
