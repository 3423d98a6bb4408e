// The spectrum: the best model at every alpha, from 0 to 1.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace alpharoute {

// A model's score as a function of alpha: alpha * quality + (1 - alpha) * cheapness; exactly quality at alpha 1.
// NaN quality: never eligible. NaN cheapness: eligible only at alpha 1.
struct Line {
  double quality;
  double cheapness;

  double at(double alpha) const { return alpha == 1.0 ? quality : alpha * quality + (1.0 - alpha) * cheapness; }
};

// `model` scores highest from alpha = `from` to the next segment's `from`, or to 1.
struct Segment {
  double from;
  std::uint32_t model;

  bool operator==(const Segment&) const = default;
};

inline constexpr std::size_t kNoModel = static_cast<std::size_t>(-1);

// Returns the index of the highest score, NaN excluded; ties go to the first. kNoModel if all are NaN.
std::size_t best(std::span<const double> scores);
std::size_t best(std::span<const Line> lines, double alpha);

// Fills `spectrum` with the upper envelope of the lines; models[i] is the model of line i. The first segment starts at
// 0, or at 1 if no model is eligible below; empty if none is eligible. `best` at a segment's `from` returns the
// segment's model, or the first of several lines that meet there. O(m * segments) time.
void envelope(std::span<const Line> lines, std::span<const std::uint32_t> models, std::vector<Segment>& spectrum);

}  // namespace alpharoute
