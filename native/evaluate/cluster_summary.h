// Which model each cluster of a router favours, and which will nearly do.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "alpharoute/artifact.h"

namespace alpharoute::evaluate {

inline constexpr double kNearlyAsGood = 0.05;  // points of accuracy

struct ClusterSummary {
  std::uint32_t id, size;
  std::string label;
  std::optional<std::uint32_t> best_model;  // highest mean accuracy, the first of equals; none if nobody answered
  double best_accuracy = 0.0;
  std::optional<std::uint32_t> cheapest_good_model;  // lowest known mean cost of those within kNearlyAsGood of the best
  double cheapest_good_cost = 0.0;                   // USD a query
};

// By cluster, from the profiles alone. What is unknown is NaN or nothing.
std::vector<ClusterSummary> summarise_clusters(const Artifact& artifact);

}  // namespace alpharoute::evaluate
