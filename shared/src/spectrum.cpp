#include "alpharoute/spectrum.h"

#include <algorithm>
#include <cmath>

namespace alpharoute {
namespace {

bool is_known(const Line& line) { return !std::isnan(line.quality) && !std::isnan(line.cheapness); }

double slope(const Line& line) { return line.quality - line.cheapness; }

// Returns the line that is highest just above alpha 0; kNoModel if none is known.
std::size_t leftmost(std::span<const Line> lines) {
  std::size_t top = kNoModel;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_known(lines[i])) continue;
    const bool higher = top == kNoModel || lines[i].cheapness > lines[top].cheapness ||
                        (lines[i].cheapness == lines[top].cheapness && slope(lines[i]) > slope(lines[top]));
    if (higher) top = i;
  }
  return top;
}

struct Crossing {
  double alpha = 2.0;
  std::size_t line = kNoModel;
};

// Returns the first line that crosses `current` upwards at or after `alpha`; the steepest of several at the same alpha.
Crossing next_crossing(std::span<const Line> lines, std::size_t current, double alpha) {
  Crossing next;
  double steepest = 0.0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_known(lines[i])) continue;
    const double rise = slope(lines[i]) - slope(lines[current]);
    if (!(rise > 0)) continue;
    const double at = (lines[current].cheapness - lines[i].cheapness) / rise;
    if (at < alpha || at > 1.0) continue;
    if (at < next.alpha || (at == next.alpha && rise > steepest)) {
      next = {at, i};
      steepest = rise;
    }
  }
  return next;
}

// Corrects the rounding of a crossing: moves `alpha` up, in doubling steps, until `best` returns `line`. This takes one
// step if lines meet exactly and the earlier one comes first, and a few for almost parallel lines.
double correct_rounding(std::span<const Line> lines, std::size_t line, double alpha) {
  constexpr double kFarthest = 1e-12;
  double corrected = alpha;
  for (double step = std::nextafter(alpha, 2.0) - alpha; step < kFarthest; step *= 2) {
    if (corrected >= 1.0 || best(lines, corrected) == line) return std::min(corrected, 1.0);
    corrected = alpha + step;
  }
  return alpha;
}

}  // namespace

std::size_t best(std::span<const double> scores) {
  std::size_t top = kNoModel;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (!std::isnan(scores[i]) && (top == kNoModel || scores[i] > scores[top])) top = i;
  }
  return top;
}

std::size_t best(std::span<const Line> lines, double alpha) {
  std::size_t top = kNoModel;
  double highest = 0.0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double score = lines[i].at(alpha);
    if (std::isnan(score) || (top != kNoModel && !(score > highest))) continue;
    top = i;
    highest = score;
  }
  return top;
}

void envelope(std::span<const Line> lines, std::span<const std::uint32_t> models, std::vector<Segment>& spectrum) {
  spectrum.clear();
  std::size_t current = leftmost(lines);
  for (double alpha = 0.0; current != kNoModel;) {
    if (!spectrum.empty() && spectrum.back().from >= alpha) spectrum.pop_back();  // it has zero width
    spectrum.push_back({alpha, models[current]});
    const Crossing next = next_crossing(lines, current, alpha);
    current = next.line;
    if (current != kNoModel) alpha = correct_rounding(lines, current, next.alpha);
  }
  // A model of unknown cost can be best only at 1.
  const std::size_t last = best(lines, 1.0);
  if (last == kNoModel || is_known(lines[last])) return;
  if (!spectrum.empty() && spectrum.back().from == 1.0) spectrum.pop_back();
  spectrum.push_back({1.0, models[last]});
}

}  // namespace alpharoute
