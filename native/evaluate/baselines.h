// Baselines of an evaluation: routing methods that ignore the prompt or know only its data set.
#pragma once

#include "evaluate/evaluate.h"

namespace alpharoute::evaluate {

struct Baselines {
  std::size_t best_single = 0;  // the model with the highest accuracy over these rows; ties go to the first
  std::size_t cheapest = 0;  // the model with the lowest mean cost; ties go to the first; best_single if none is known
  Outcome random;            // expectation of a uniformly random model: the mean of the single models' outcomes
  Outcome group_oracle;      // the best single model of each data set on these rows, selected in hindsight
};

// `evaluation` is of `rows` of `dataset`.
Baselines baselines(const Evaluation& evaluation, const data::Dataset& dataset, std::span<const std::size_t> rows);

}  // namespace alpharoute::evaluate
