// Each cluster's best model, and the cheapest model within 5 points of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "alpharoute/artifact.h"

namespace alpharoute::evaluate {

inline constexpr double kGoodMargin = 0.05;  // points of accuracy

struct ClusterSummary {
  std::uint32_t id, size;
  std::string label;
  std::optional<std::uint32_t> best_model;  // highest mean accuracy; ties go to the first; empty without answers
  double best_accuracy = 0.0;
  std::optional<std::uint32_t> cheapest_good_model;  // lowest known mean cost within kGoodMargin of the best accuracy
  double cheapest_good_cost = 0.0;                   // USD per query
};

// Summarises the artifact's profiles, one entry per cluster. Unknown numbers are NaN.
std::vector<ClusterSummary> summarise_clusters(const Artifact& artifact);

}  // namespace alpharoute::evaluate
