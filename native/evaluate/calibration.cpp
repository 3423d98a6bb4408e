#include "evaluate/calibration.h"

#include <algorithm>

namespace alpharoute::evaluate {

void Calibration::add(double expected, double score) {
  if (std::isnan(expected) || std::isnan(score)) return;
  const auto bin_index = static_cast<std::size_t>(std::max(0.0, expected) * static_cast<double>(kCalibrationBins));
  CalibrationBin& bin = bins_[std::min(bin_index, kCalibrationBins - 1)];
  bin.expected.add(expected);
  bin.observed.add(score);
  squared_error_.add((expected - score) * (expected - score));
}

double Calibration::ece() const {
  double sum = 0.0;
  for (const CalibrationBin& bin : bins_) {
    if (bin.expected.count() == 0) continue;
    sum += static_cast<double>(bin.expected.count()) * std::abs(bin.observed.value() - bin.expected.value());
  }
  return squared_error_.count() > 0 ? sum / static_cast<double>(squared_error_.count()) : kUnknown;
}

}  // namespace alpharoute::evaluate
