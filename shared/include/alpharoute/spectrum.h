// The choice over the whole dial: which model wins from which alpha on.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace alpharoute {

// A model's score as a function of alpha: alpha * quality + (1 - alpha) * cheapness, and at alpha = 1 quality alone.
// NaN quality: the model is never eligible. NaN cheapness: eligible at alpha = 1 alone.
struct Line {
  double quality;
  double cheapness;

  double at(double alpha) const { return alpha == 1.0 ? quality : alpha * quality + (1.0 - alpha) * cheapness; }
};

// From `from` up to the next segment's `from` (or 1), `model` scores highest.
struct Segment {
  double from;
  std::uint32_t model;

  bool operator==(const Segment&) const = default;
};

inline constexpr std::size_t kNoModel = static_cast<std::size_t>(-1);

// Place of the first of the highest scores, NaN left out; kNoModel if all are NaN.
std::size_t best(std::span<const double> scores);
std::size_t best(std::span<const Line> lines, double alpha);

// The upper envelope of the lines; models[i] names line i. Starts at 0 unless no model is eligible below 1; empty if
// none is at all. `best` at a segment's `from` gives the segment's model, but where lines meet exactly, there the first
// of them. Fills `spectrum`; takes O(m * segments) time and does not allocate once grown.
void envelope(std::span<const Line> lines, std::span<const std::uint32_t> models, std::vector<Segment>& spectrum);

}  // namespace alpharoute
