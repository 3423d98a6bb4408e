// Maps values to positions on an axis, and selects its ticks.
#pragma once

#include <vector>

namespace alpharoute::report {

struct Scale {
  double low, high;  // values at the ends of the axis, low < high
  double from, to;   // their positions in the drawing; to < from on a y axis
  bool logarithmic = false;
  std::vector<double> ticks;  // within [low, high]

  // Position of `value`.
  double operator()(double value) const;
};

// From a round value at or below `low` to a round value at or above `high`, with about `want` steps.
Scale linear_scale(double low, double high, double from, double to, int want);

// `low` and `high` must be positive. The axis extends beyond both by 8 % of the logarithmic range. Ticks are powers of
// ten, multiplied by 1, 2 and 5; by 1 and 3, or by 1 only, if there would be more than `want` + 1 ticks.
Scale log_scale(double low, double high, double from, double to, int want);

}  // namespace alpharoute::report
