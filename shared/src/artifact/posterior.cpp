#include "alpharoute/posterior.h"

#include <algorithm>
#include <cmath>

#include "alpharoute/dot.h"

namespace alpharoute {

Scale scale_of(std::span<const double> means) {
  double low = INFINITY, high = -INFINITY;
  for (const double mean : means) {
    if (std::isnan(mean)) continue;
    low = std::min(low, mean);
    high = std::max(high, mean);
  }
  return high > low ? Scale{low, high - low} : Scale{std::isfinite(low) ? low : 0.0, 1.0};
}

void posterior_expect(const Posterior& posterior, const Query& query, std::span<const float> embedding,
                      std::span<float> head, std::span<Expectation> expectations) {
  const bool has_head = posterior.head_share > 0.0;
  if (has_head) dots(posterior.head, embedding, head);
  for (std::size_t i = 0; i < expectations.size(); ++i) {
    const std::uint32_t model = query.models[i];
    double accuracy = 0.0, cost = 0.0, variance = 0.0;
    for (const NearCluster& cluster : query.near) {
      const std::size_t cell = query.profiles.cell(model, cluster.id);
      accuracy += cluster.weight * static_cast<double>(posterior.accuracy[cell]);
      cost += cluster.weight * static_cast<double>(posterior.cost[cell]);
      variance += cluster.weight * cluster.weight * static_cast<double>(posterior.variance[cell]);
    }
    if (has_head) {
      const double linear = static_cast<double>(head[model]) + static_cast<double>(posterior.offset[model]);
      accuracy += posterior.head_share * (linear - accuracy);
    }
    expectations[i] = {accuracy, cost, std::sqrt(variance)};
  }
}

}  // namespace alpharoute
