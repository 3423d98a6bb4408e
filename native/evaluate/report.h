// An evaluation as JSON (docs/formats.md, "Evaluation").
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "evaluate/evaluate.h"

namespace alpharoute::evaluate {

// {"models", "datasets", "single_models": {model: outcome}, "oracle": outcome, "router": [{"alpha", outcome...}]};
// an outcome has accuracy, accuracy_macro, cost_per_1000, shares, datasets, unanswered, undecided. Unknown means are null.
nlohmann::json to_json(const Evaluation& evaluation, const data::Dataset& dataset);

}  // namespace alpharoute::evaluate
