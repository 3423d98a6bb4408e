#include "alpharoute/decision.h"

#include <algorithm>

namespace alpharoute {

double novelty(std::span<const float> quantiles, float distance) {
  const auto above = std::upper_bound(quantiles.begin(), quantiles.end(), distance);
  if (above == quantiles.begin()) return 0.0;
  if (above == quantiles.end()) return 1.0;
  const auto below = above - 1;
  const double step = static_cast<double>(distance - *below) / static_cast<double>(*above - *below);
  return (static_cast<double>(below - quantiles.begin()) + step) / static_cast<double>(quantiles.size() - 1);
}

}  // namespace alpharoute
