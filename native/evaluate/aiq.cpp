#include "evaluate/aiq.h"

#include <algorithm>
#include <vector>

#include "evaluate/mean.h"

namespace alpharoute::evaluate {
namespace {

// Area under the segment from `left` to `right`, between costs `low` and `high`.
double area(const base::CostPoint& left, const base::CostPoint& right, double low, double high) {
  const double from = std::max(left.cost, low), to = std::min(right.cost, high);
  if (from >= to) return 0.0;
  const double slope = (right.accuracy - left.accuracy) / (right.cost - left.cost);
  return (to - from) * (left.accuracy + slope * ((from + to) / 2.0 - left.cost));
}

}  // namespace

double aiq(std::span<const base::CostPoint> points, double low, double high) {
  std::vector<base::CostPoint> line = base::hull(points);
  if (!(low < high) || line.empty()) return kUnknown;
  // Extend the hull at constant height.
  line.push_back({std::max(high, line.back().cost) + 1.0, line.back().accuracy});
  double sum = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += area(line[i - 1], line[i], low, high);
  return sum / (high - low);
}

}  // namespace alpharoute::evaluate
