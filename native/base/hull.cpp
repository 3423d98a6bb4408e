#include "base/hull.h"

#include <algorithm>
#include <cmath>

namespace alpharoute::base {
namespace {

// Whether `middle` lies on or under the line from `left` to `right`.
bool is_below(const CostPoint& left, const CostPoint& middle, const CostPoint& right) {
  return (middle.accuracy - left.accuracy) * (right.cost - left.cost) <=
         (right.accuracy - left.accuracy) * (middle.cost - left.cost);
}

}  // namespace

std::vector<CostPoint> hull(std::span<const CostPoint> points) {
  std::vector<CostPoint> sorted;
  for (const CostPoint& point : points) {
    if (!std::isnan(point.cost) && !std::isnan(point.accuracy)) sorted.push_back(point);
  }
  // Of equal costs the best accuracy alone can be on the hull, and comes first.
  std::sort(sorted.begin(), sorted.end(), [](const CostPoint& a, const CostPoint& b) {
    return a.cost < b.cost || (a.cost == b.cost && a.accuracy > b.accuracy);
  });
  std::vector<CostPoint> out;
  for (const CostPoint& point : sorted) {
    if (!out.empty() && point.accuracy <= out.back().accuracy) continue;
    while (out.size() >= 2 && is_below(out[out.size() - 2], out.back(), point)) out.pop_back();
    out.push_back(point);
  }
  return out;
}

}  // namespace alpharoute::base
