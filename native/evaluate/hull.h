// The trade-off of cost and accuracy as one number: the hull of measured points, and its mean height.
#pragma once

#include <span>
#include <vector>

namespace alpharoute::evaluate {

struct CostPoint {
  double cost;      // any unit, the same for all points
  double accuracy;  // 0 to 1

  bool operator==(const CostPoint&) const = default;
};

// The upper-left convex, non-decreasing hull of the points, by rising cost: what mixing the measured settings at random
// can reach. Points with a NaN are left out.
// Source: RouterBench (arXiv 2403.12031), section 3, "non-decreasing convex hull"; reference: hull.
std::vector<CostPoint> hull(std::span<const CostPoint> points);

// Average improvement in quality: the mean height of the points' hull over costs from `low` to `high`. Left of the
// hull's first point the height is 0, right of its last it stays level. Integrated exactly, the hull being straight
// pieces. NaN unless low < high and a point is known. Source: RouterBench, section 3, AIQ; reference: aiq, which
// samples 4,001 heights instead.
double aiq(std::span<const CostPoint> points, double low, double high);

}  // namespace alpharoute::evaluate
