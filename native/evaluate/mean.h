// Mean of the known values.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

namespace alpharoute::evaluate {

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

// Skips NaN. The mean of no values is NaN.
class Mean {
 public:
  void add(double value) {
    if (std::isnan(value)) return;
    sum_ += value;
    ++count_;
  }

  double value() const { return count_ > 0 ? sum_ / static_cast<double>(count_) : kUnknown; }
  std::size_t count() const { return count_; }

 private:
  double sum_ = 0.0;
  std::size_t count_ = 0;
};

}  // namespace alpharoute::evaluate
