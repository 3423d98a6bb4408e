// Where a value lies on an axis, and which values the axis names.
#pragma once

#include <vector>

namespace alpharoute::evaluate::view {

struct Scale {
  double low, high;  // values at the ends of the axis, low < high
  double from, to;   // where those are drawn; to < from for an axis that rises
  bool logarithmic = false;
  std::vector<double> ticks;  // round values within [low, high]

  double operator()(double value) const;
};

// From a round value at or below `low` to one at or above `high`, with about `want` steps.
Scale linear_scale(double low, double high, double from, double to, int want);

// Values must be positive. A tenth of the range is left free at both ends, and about `want` ticks are 1, 2 and 5 times
// powers of ten, or fewer of those.
Scale log_scale(double low, double high, double from, double to, int want);

}  // namespace alpharoute::evaluate::view
