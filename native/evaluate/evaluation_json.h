// Writes an evaluation as JSON (docs/formats.md, "Evaluation").
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "evaluate/interval.h"
#include "evaluate/study.h"

namespace alpharoute::evaluate {

// {"models", "datasets", "single_models": {model: outcome}, "oracle": outcome, "router": [{"alpha", outcome...}]}.
// An outcome has accuracy, accuracy_macro, cost_per_1000, shares, datasets, unanswered, undecided,
// optimal_selection_rate, accuracy_regret and excess_cost_per_1000. Unknown means are null.
nlohmann::json to_json(const Evaluation& evaluation, const data::Dataset& dataset);

// The evaluation's entries, and baselines, curves, metrics, curve_metrics, calibration, calibration_chosen, claims,
// elbows, novelty and clusters (of the artifact's profiles).
nlohmann::json to_json(const Study& study, const data::Dataset& dataset, const Artifact& artifact);

nlohmann::json to_json(const Metrics& metrics);
nlohmann::json to_json(const Interval& interval);

}  // namespace alpharoute::evaluate
