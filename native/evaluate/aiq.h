// AIQ: the trade-off of accuracy and cost as one number.
#pragma once

#include <span>

#include "base/hull.h"

namespace alpharoute::evaluate {

// Average improvement in quality: the mean height of the points' hull over costs from `low` to `high`. The height is 0
// left of the hull's first point and constant right of its last one. The hull is piecewise linear, so the integral is
// exact; the reference's `aiq` averages 4,001 samples instead. NaN if low >= high or no point is known.
// Source: RouterBench (arXiv 2403.12031), section 3, AIQ.
double aiq(std::span<const base::CostPoint> points, double low, double high);

}  // namespace alpharoute::evaluate
