// What the core tells and is told as JSON, for callers that do not speak C++.
#pragma once

#include <string>
#include <string_view>

#include "alpharoute/router.h"

namespace alpharoute {

// The request that a JSON object makes; its keys are Request's fields ("alpha", "scoring", "nearest_clusters", "models", "deny",
// "capabilities", "context_tokens", "max_cost_usd", "min_accuracy", "budget": {"cost_per_1000" | "best_share"}), and
// null is the same as leaving one out. Error::invalid_argument for an unknown key or a value of another type; ranges are
// checked by Router::plan.
Result<Request> parse_request(std::string_view json);

// The same into a request that has something already: what the object does not name stays. After an error `request` is
// not to be used.
Result<void> parse_request(std::string_view json, Request& request);

// The router as a JSON object: "artifact" (its SHA-256), "embedder", "defaults", "scorings" (those it was fitted for),
// "models" with their prices, limits and means over the training queries, "clusters" with label, size and what is
// expected of each model there, and "fit". Unknown numbers are null. docs/formats.md, "Description".
std::string describe(const Artifact& artifact);

}  // namespace alpharoute
