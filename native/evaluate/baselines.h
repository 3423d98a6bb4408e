// What a router has to beat, and what it can't: choices that need no look at the prompt, or know its data set.
#pragma once

#include "evaluate/evaluate.h"

namespace alpharoute::evaluate {

struct Baselines {
  std::size_t best_single = 0;  // the model with the highest accuracy over these rows, the first of equals
  std::size_t cheapest = 0;  // the model with the lowest mean cost, the first of equals; best_single if none is known
  Outcome random;            // expectation of a model drawn evenly: the mean of the single models' outcomes
  Outcome group_oracle;      // per data set the single model that is best on these very rows
};

// `evaluation` is of `rows` of `dataset`.
Baselines baselines(const Evaluation& evaluation, const data::Dataset& dataset, std::span<const std::size_t> rows);

}  // namespace alpharoute::evaluate
