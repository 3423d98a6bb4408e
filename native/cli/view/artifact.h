// An artifact as text and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "alpharoute/artifact.h"

namespace alpharoute::cli {

// Returns everything except the matrices.
nlohmann::ordered_json artifact_json(const Artifact& artifact);

// Returns the origin of the artifact, its models, and its results on the test rows.
std::string artifact_text(const Artifact& artifact);

// Returns one line per cluster: label, size, best model, and cheapest model within 5 points of its accuracy.
std::string clusters_table(const Artifact& artifact);

}  // namespace alpharoute::cli
