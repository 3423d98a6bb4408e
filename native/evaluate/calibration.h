// Whether expected accuracies come true.
#pragma once

#include <array>
#include <cstddef>

#include "evaluate/mean.h"

namespace alpharoute::evaluate {

inline constexpr std::size_t kCalibrationBins = 10;

struct CalibrationBin {
  Mean expected;  // of the accuracies that were expected in this bin
  Mean observed;  // of the scores that came
};

// Pairs of an expected accuracy and the score that came, both 0 to 1, in ten bins of equal width by the former: bin i
// holds i/10 up to, but for the last, not including (i+1)/10. Pairs with a NaN are left out.
// Sources: Guo et al. 2017 (arXiv 1706.04599), expected calibration error; Brier 1950.
class Calibration {
 public:
  void add(double expected, double score);

  const std::array<CalibrationBin, kCalibrationBins>& bins() const { return bins_; }

  // Mean over the pairs of their bin's |mean score - mean expected accuracy|; NaN without a pair.
  double ece() const;

  // Mean of (expected - score)^2. For right-or-wrong scores that is Brier's; for graded ones the squared error.
  double brier() const { return squared_error_.value(); }

 private:
  std::array<CalibrationBin, kCalibrationBins> bins_;
  Mean squared_error_;
};

}  // namespace alpharoute::evaluate
