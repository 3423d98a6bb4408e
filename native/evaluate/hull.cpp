#include "evaluate/hull.h"

#include <algorithm>
#include <cmath>

#include "evaluate/mean.h"

namespace alpharoute::evaluate {
namespace {

// Whether `middle` lies on or under the line from `left` to `right`.
bool is_below(const CostPoint& left, const CostPoint& middle, const CostPoint& right) {
  return (middle.accuracy - left.accuracy) * (right.cost - left.cost) <=
         (right.accuracy - left.accuracy) * (middle.cost - left.cost);
}

// Area under the straight piece from `left` to `right` between costs `low` and `high`.
double area(const CostPoint& left, const CostPoint& right, double low, double high) {
  const double from = std::max(left.cost, low), to = std::min(right.cost, high);
  if (from >= to) return 0.0;
  const double slope = (right.accuracy - left.accuracy) / (right.cost - left.cost);
  return (to - from) * (left.accuracy + slope * ((from + to) / 2.0 - left.cost));
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

double aiq(std::span<const CostPoint> points, double low, double high) {
  std::vector<CostPoint> line = hull(points);
  if (!(low < high) || line.empty()) return kUnknown;
  // The level piece on the right.
  line.push_back({std::max(high, line.back().cost) + 1.0, line.back().accuracy});
  double sum = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += area(line[i - 1], line[i], low, high);
  return sum / (high - low);
}

}  // namespace alpharoute::evaluate
