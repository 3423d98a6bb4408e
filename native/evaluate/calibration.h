// Calibration: expected accuracies compared with observed scores.
#pragma once

#include <array>
#include <cstddef>

#include "evaluate/mean.h"

namespace alpharoute::evaluate {

inline constexpr std::size_t kCalibrationBins = 10;

struct CalibrationBin {
  Mean expected;  // accuracies expected in this bin
  Mean observed;  // their scores
};

// Pairs of an expected accuracy and an observed score, both 0 to 1, in ten bins of equal width by expected accuracy:
// bin i is [i/10, (i+1)/10), the last bin includes 1. Pairs with a NaN are skipped. Sources: Guo et al. 2017 (arXiv
// 1706.04599), expected calibration error; Brier 1950.
class Calibration {
 public:
  void add(double expected, double score);

  const std::array<CalibrationBin, kCalibrationBins>& bins() const { return bins_; }

  // Expected calibration error: |mean score - mean expected accuracy| of each bin, weighted by its number of pairs. NaN
  // without pairs.
  double ece() const;

  // Mean of (expected - score)^2: the Brier score if scores are 0 or 1, else the mean squared error.
  double brier() const { return squared_error_.value(); }

 private:
  std::array<CalibrationBin, kCalibrationBins> bins_;
  Mean squared_error_;
};

}  // namespace alpharoute::evaluate
