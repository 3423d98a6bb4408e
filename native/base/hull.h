// Upper hull of points of cost and accuracy.
#pragma once

#include <span>
#include <vector>

namespace alpharoute::base {

struct CostPoint {
  double cost;      // any unit, the same for all points
  double accuracy;  // 0 to 1

  bool operator==(const CostPoint&) const = default;
};

// The upper-left convex, non-decreasing hull of the points, by rising cost: what mixing the measured settings at random
// can reach. Points with a NaN are left out.
// Source: RouterBench (arXiv 2403.12031), section 3, "non-decreasing convex hull"; reference: hull.
std::vector<CostPoint> hull(std::span<const CostPoint> points);

}  // namespace alpharoute::base
