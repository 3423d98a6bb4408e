// Upper hull of points of cost and accuracy.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace alpharoute::base {

struct CostPoint {
  double cost;      // any unit, the same for all points
  double accuracy;  // 0 to 1

  bool operator==(const CostPoint&) const = default;
};

// Returns the indices of the points on the upper-left convex, non-decreasing hull, in order of cost: the points that
// random mixtures of the others cannot beat. Points with a NaN are skipped. Ties between equal points go to the first.
// Source: RouterBench (arXiv 2403.12031), section 3, "non-decreasing convex hull"; reference: hull.
std::vector<std::size_t> hull_indices(std::span<const CostPoint> points);

// Returns the points at hull_indices().
std::vector<CostPoint> hull(std::span<const CostPoint> points);

}  // namespace alpharoute::base
