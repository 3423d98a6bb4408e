// The sentences that a paper on routing opens with, as numbers of this data; and where the dial bends.
#pragma once

#include <optional>

#include "evaluate/metrics.h"

namespace alpharoute::evaluate {

// Against the best single model; nothing where the sweep never gets there or a cost is unknown.
struct Claims {
  std::optional<double> accuracy_gain;     // relative, of the setting of highest accuracy: Metrics::perf_gain
  std::optional<double> cost_saved_equal;  // share of its cost that the cheapest setting as accurate saves
  std::optional<double> cost_saved_90;     // the same for 90 % of its accuracy
  std::size_t best_single = 0;             // column of the data set
  std::optional<double> alpha_best, alpha_equal, alpha_90;  // the settings
};

// Source: Avengers-Pro (arXiv 2508.12631), abstract and table 3: +7 %, -27 %, -63 %.
Claims claims(std::span<const Point> sweep, const Evaluation& evaluation, const Baselines& baselines);

// Where accuracy stops to rise and cost begins to: the alpha whose point lies farthest from the chord between the first
// and the last point of the sweep, the first of equals. Nothing for fewer than three points or a curve that is its
// chord. Source: Avengers-Pro, figure 2, "two elbows"; the chord is that of Satopää et al. 2011 (Kneedle).
struct Elbows {
  std::optional<double> accuracy, cost;
};
Elbows elbows(std::span<const Point> sweep);

}  // namespace alpharoute::evaluate
