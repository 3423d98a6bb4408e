// The headline claims of a routing paper, computed for this data; and the elbows of the sweep.
#pragma once

#include <optional>

#include "evaluate/metrics.h"

namespace alpharoute::evaluate {

// Comparison with the best single model. An entry is empty if no point of the sweep reaches that accuracy, or its cost
// is unknown.
struct Claims {
  std::optional<double> accuracy_gain;     // relative, at the most accurate alpha: Metrics::perf_gain
  std::optional<double> cost_saved_equal;  // share of the cost saved by the cheapest alpha with the same accuracy
  std::optional<double> cost_saved_90;     // share of the cost saved by the cheapest alpha with 90 % of the accuracy
  std::size_t best_single = 0;             // column of the data set
  std::optional<double> alpha_best, alpha_equal, alpha_90;  // the alphas of the three claims
};

// Source: Avengers-Pro (arXiv 2508.12631), abstract and table 3: +7 %, -27 %, -63 %.
Claims claims(std::span<const Point> sweep, const Evaluation& evaluation, const Baselines& baselines);

// The alpha above which accuracy rises slowly, and the one above which cost rises fast.
struct Elbows {
  std::optional<double> accuracy, cost;
};

// An elbow is the alpha whose point is farthest from the chord between the ends of the sweep; ties go to the first.
// Empty for fewer than three points or a straight curve. Sources: Avengers-Pro, figure 2, "two elbows"; Satopää et al.
// 2011 (Kneedle) for the chord.
Elbows elbows(std::span<const Point> sweep);

}  // namespace alpharoute::evaluate
