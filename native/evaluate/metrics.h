// Metrics of a sweep over alpha, as defined by the papers that compare routers.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluate/aiq.h"
#include "evaluate/baselines.h"
#include "evaluate/pair.h"

namespace alpharoute::evaluate {

// A is the accuracy over rows (micro), c the mean cost in USD per 1,000 queries. "Best" is the single model with the
// highest A on these rows. A metric is NaN if one of its inputs is unknown or never reached.
struct Metrics {
  // RouterBench (arXiv 2403.12031): mean height of the sweep's hull over costs from aiq_low, that of the cheapest
  // single model, to aiq_high, that of the best one. aiq_single_hull: AIQ of the single models' hull (RouterBench's
  // zero router).
  double aiq, aiq_single_hull, aiq_low, aiq_high;

  // Avengers-Pro (2508.12631) and LLMRouterBench (2601.07206): (max A - A_best) / A_best over the sweep; and
  // 1 - c / c_best at the cheapest alpha with A >= A_best, or A >= 0.9 A_best. Reference: perf_gain, cost_save.
  double perf_gain, cost_save, cost_save_at_90;

  // LLMRouterBench, at the highest alpha: A / A_best - 1, A / A_random - 1, 1 - A / A_oracle.
  double gain_over_best, gain_over_random, gap_to_oracle;

  double router_arena;  // highest router_arena_score of the sweep

  std::optional<PairMetrics> pair;  // only if a weak and a strong model are named
};

// RouterArena (arXiv 2510.00202): S = (1 + b) A C / (b A + C) with b = 0.1. The cost score C is the position of the
// cost on a logarithmic scale, (log2 200 - log2 c) / (log2 200 - log2 0.0044), clamped to 0 to 1; RouterArena's code
// does not clamp, so costs outside that range would give scores below 0 or above 1. NaN if c <= 0 or unknown.
double router_arena_score(double accuracy, double cost_per_1000);

// Models without a known cost are on no hull. AIQ is NaN if the best model's cost is unknown.
Metrics metrics(std::span<const Point> sweep, const Evaluation& evaluation, const Baselines& baselines);

// Names, as in the JSON, and values. The metrics of the pair come last, if there is one.
std::vector<std::pair<std::string_view, double>> named(const Metrics& metrics);

// Index of the cheapest point with at least this accuracy; ties go to the first. sweep.size() if there is none.
std::size_t cheapest_reaching(std::span<const Point> sweep, double accuracy);

// Index of the highest accuracy; ties go to the lower cost, then to the first. sweep.size() if no accuracy is known.
std::size_t most_accurate(std::span<const Point> sweep);

}  // namespace alpharoute::evaluate
