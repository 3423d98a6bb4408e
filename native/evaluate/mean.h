// A mean of what is known.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

namespace alpharoute::evaluate {

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

// Passes over NaN; the mean of nothing is NaN.
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
