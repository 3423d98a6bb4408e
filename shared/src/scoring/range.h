// The smallest and largest known value of one cluster over the models that may answer.
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "alpharoute/profiles.h"

namespace alpharoute {

struct Range {
  double low = NAN, high = NAN;

  void include(double value) {
    if (std::isnan(value)) return;
    if (!(value >= low)) low = value;  // also when there is none yet
    if (!(value <= high)) high = value;
  }

  double width() const { return high - low; }
};

// `values` is a matrix of the query's profiles.
inline Range range_over_models(const Query& query, const std::vector<float>& values, std::uint32_t cluster) {
  Range range;
  for (const std::uint32_t model : query.models) {
    range.include(static_cast<double>(values[query.profiles.cell(model, cluster)]));
  }
  return range;
}

}  // namespace alpharoute
