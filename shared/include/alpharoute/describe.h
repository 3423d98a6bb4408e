// Artifacts and decisions as JSON.
#pragma once

#include <string>

#include "alpharoute/artifact.h"
#include "alpharoute/decision.h"

namespace alpharoute {

// Returns the artifact as a JSON object: "artifact" (its SHA-256), "embedder", "defaults", "scorings" (the modes it was
// fitted for), "models" with prices, limits and means over the training queries, "clusters" with label, size and the
// expectation of each model, and "fit". Unknown numbers are null. docs/formats.md, "Description".
std::string describe(const Artifact& artifact);

// Returns the decision as a JSON object. Unknown values, and the score of a model that is not eligible, are null.
// docs/formats.md, "Decision".
std::string describe(const Decision& decision, const Artifact& artifact);

}  // namespace alpharoute
