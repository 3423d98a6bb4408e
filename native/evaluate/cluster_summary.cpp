#include "evaluate/cluster_summary.h"

#include <cmath>

#include "evaluate/mean.h"

namespace alpharoute::evaluate {
namespace {

void find_best(const Profiles& profiles, ClusterSummary& cluster) {
  cluster.best_accuracy = kUnknown;
  for (std::uint32_t model = 0; model < profiles.models; ++model) {
    const double accuracy = static_cast<double>(profiles.accuracy[profiles.cell(model, cluster.id)]);
    if (std::isnan(accuracy) || accuracy <= cluster.best_accuracy) continue;
    cluster.best_model = model;
    cluster.best_accuracy = accuracy;
  }
}

void find_cheapest_good(const Profiles& profiles, ClusterSummary& cluster) {
  cluster.cheapest_good_cost = kUnknown;
  for (std::uint32_t model = 0; model < profiles.models; ++model) {
    const std::size_t cell = profiles.cell(model, cluster.id);
    const double cost = static_cast<double>(profiles.cost[cell]);
    const bool is_good = static_cast<double>(profiles.accuracy[cell]) >= cluster.best_accuracy - kGoodMargin;
    if (!is_good || std::isnan(cost) || cost >= cluster.cheapest_good_cost) continue;
    cluster.cheapest_good_model = model;
    cluster.cheapest_good_cost = cost;
  }
}

}  // namespace

std::vector<ClusterSummary> summarise_clusters(const Artifact& artifact) {
  std::vector<ClusterSummary> clusters;
  for (std::uint32_t id = 0; id < artifact.profiles.clusters; ++id) {
    ClusterSummary cluster{id, artifact.cluster_size[id], artifact.cluster_labels[id]};
    find_best(artifact.profiles, cluster);
    find_cheapest_good(artifact.profiles, cluster);
    clusters.push_back(std::move(cluster));
  }
  return clusters;
}

}  // namespace alpharoute::evaluate
