// Terminal table of a router's robustness.
#pragma once

#include <string>

#include "experiment/robustness.h"

namespace alpharoute::cli {

// One row per number of clusters, then one per nearest_clusters.
std::string robustness_table(const experiment::Robustness& robustness);

}  // namespace alpharoute::cli
