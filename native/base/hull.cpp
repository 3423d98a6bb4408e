#include "base/hull.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace alpharoute::base {
namespace {

// True if `middle` lies on or below the line from `left` to `right`.
bool is_below(const CostPoint& left, const CostPoint& middle, const CostPoint& right) {
  return (middle.accuracy - left.accuracy) * (right.cost - left.cost) <=
         (right.accuracy - left.accuracy) * (middle.cost - left.cost);
}

}  // namespace

std::vector<std::size_t> hull_indices(std::span<const CostPoint> points) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!std::isnan(points[i].cost) && !std::isnan(points[i].accuracy)) order.push_back(i);
  }
  // Among points of equal cost only the most accurate can be on the hull: it comes first.
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple(points[a].cost, -points[a].accuracy, a) < std::tuple(points[b].cost, -points[b].accuracy, b);
  });
  std::vector<std::size_t> out;
  for (const std::size_t i : order) {
    const CostPoint& point = points[i];
    if (!out.empty() && point.accuracy <= points[out.back()].accuracy) continue;
    while (out.size() >= 2 && is_below(points[out[out.size() - 2]], points[out.back()], point)) out.pop_back();
    out.push_back(i);
  }
  return out;
}

std::vector<CostPoint> hull(std::span<const CostPoint> points) {
  std::vector<CostPoint> out;
  for (const std::size_t i : hull_indices(points)) out.push_back(points[i]);
  return out;
}

}  // namespace alpharoute::base
