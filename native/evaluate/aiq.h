// The trade-off of cost and accuracy as one number.
#pragma once

#include <span>

#include "base/hull.h"

namespace alpharoute::evaluate {

// Average improvement in quality: the mean height of the points' hull over costs from `low` to `high`. Left of the
// hull's first point the height is 0, right of its last it stays level. Integrated exactly, the hull being straight
// pieces. NaN unless low < high and a point is known. Source: RouterBench, section 3, AIQ; reference: aiq, which
// samples 4,001 heights instead.
double aiq(std::span<const base::CostPoint> points, double low, double high);

}  // namespace alpharoute::evaluate
