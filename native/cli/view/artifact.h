// A router's artifact as people and machines read it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "alpharoute/artifact.h"

namespace alpharoute::cli {

// Everything but the numbers of single cells.
nlohmann::ordered_json artifact_json(const Artifact& artifact);

// Where it comes from, its models, and how it did on its test rows along the dial.
std::string artifact_text(const Artifact& artifact);

// One line a cluster: label, size, the best model there and the cheapest one nearly as good.
std::string clusters_table(const Artifact& artifact);

}  // namespace alpharoute::cli
