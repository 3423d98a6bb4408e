// Common parts of the modes that read the profiles: a cluster's range of values, and the expectations.
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "alpharoute/scoring.h"

namespace alpharoute {

// The smallest and largest known value; NaN if all are unknown.
struct Range {
  double low = NAN, high = NAN;

  void include(double value) {
    if (std::isnan(value)) return;
    if (!(value >= low)) low = value;  // true also while `low` is NaN
    if (!(value <= high)) high = value;
  }

  double width() const { return high - low; }
};

// The range of `values`, a matrix of the query's profiles, in one cluster over query.models.
inline Range range_over_models(const Query& query, const std::vector<float>& values, std::uint32_t cluster) {
  Range range;
  for (const std::uint32_t model : query.models) {
    range.include(static_cast<double>(values[query.profiles.cell(model, cluster)]));
  }
  return range;
}

// ScoringMode::expect of the modes without a posterior.
inline void expect_from_profiles(const ScoringData&, const Query& query, std::span<const float>, ScoringScratch&,
                                 std::span<Expectation> expectations) {
  for (std::size_t i = 0; i < expectations.size(); ++i) expectations[i] = expect(query, query.models[i]);
}

}  // namespace alpharoute
