#include "alpharoute/profiles.h"

#include <cmath>

namespace alpharoute {

double mean_over_clusters(const Profiles& profiles, const std::vector<float>& values, std::uint32_t model) {
  double sum = 0.0, count = 0.0;
  for (std::uint32_t cluster = 0; cluster < profiles.clusters; ++cluster) {
    const std::size_t cell = profiles.cell(model, cluster);
    if (std::isnan(values[cell])) continue;
    sum += static_cast<double>(values[cell]) * profiles.count[cell];
    count += profiles.count[cell];
  }
  return sum / count;
}

Expectation expect(const Query& query, std::uint32_t model) {
  const Profiles& profiles = query.profiles;
  double accuracy = 0.0, cost = 0.0, variance = 0.0;
  for (const NearCluster& cluster : query.near) {
    const std::size_t cell = profiles.cell(model, cluster.id);
    const double mean = static_cast<double>(profiles.accuracy[cell]);
    accuracy += cluster.weight * mean;
    cost += cluster.weight * static_cast<double>(profiles.cost[cell]);
    variance += cluster.weight * cluster.weight * mean * (1.0 - mean) / profiles.count[cell];
  }
  return {accuracy, cost, std::sqrt(variance)};
}

}  // namespace alpharoute
