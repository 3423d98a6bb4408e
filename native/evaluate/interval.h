// Confidence interval of a mean over repetitions.
#pragma once

#include <cstddef>
#include <span>

namespace alpharoute::evaluate {

struct Interval {
  double mean;
  double low, high;   // 95 % t-interval of the mean; NaN for fewer than two known values
  std::size_t count;  // known values
};

// Returns mean +- t(0.975, n - 1) * s / sqrt(n) over the n values that are not NaN, with s their standard deviation
// (divisor n - 1). Source: Student 1908; quantiles from Boost.Math.
Interval t_interval(std::span<const double> values);

}  // namespace alpharoute::evaluate
