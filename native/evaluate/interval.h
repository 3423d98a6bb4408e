// A mean over repetitions, and how sure it is.
#pragma once

#include <cstddef>
#include <span>

namespace alpharoute::evaluate {

struct Interval {
  double mean;
  double low, high;   // 95 % t-interval of the mean; NaN for fewer than two values
  std::size_t count;  // values that are known
};

// Mean +- t(0.975, n - 1) * s / sqrt(n) over the values that are not NaN, s their standard deviation (n - 1).
// Source: Student 1908.
Interval t_interval(std::span<const double> values);

}  // namespace alpharoute::evaluate
