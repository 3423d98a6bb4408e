// Repeated evaluations and robustness as JSON (docs/formats.md, "Evaluation").
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "experiment/repeats.h"
#include "experiment/robustness.h"

namespace alpharoute::experiment {

// The entry "seeds": {"count", "metrics": {metric: interval}, "paired": {routing method: {metric: interval}}}.
nlohmann::json to_json(const SeedsResult& seeds);

// The entry "left_out": one object per data set, with an evaluation's "single_models", "oracle" and "router", and
// "dataset", "count", "novelty", "metrics", "best_of_others".
nlohmann::json to_json(const std::vector<HoldOutResult>& held_out, const data::Dataset& dataset);

// The entry "robustness": {"k": [{"k", "aiq", "accuracy", "cost_save"}], "p": [{"nearest_clusters", ...}]}.
nlohmann::json to_json(const Robustness& robustness);

}  // namespace alpharoute::experiment
