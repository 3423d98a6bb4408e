// A whole sweep of the dial as single numbers, by the definitions of those who compare routers.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluate/baselines.h"
#include "evaluate/aiq.h"
#include "evaluate/pair.h"

namespace alpharoute::evaluate {

// A is an accuracy over rows (micro), c a mean cost in USD for 1,000 queries. "Best" is the single model of highest A
// on these rows. NaN where something it needs is unknown or never reached.
struct Metrics {
  // RouterBench (arXiv 2403.12031): mean height of the hull over costs aiq_low, the cheapest single model's, to
  // aiq_high, the best one's; the same of the single models' own hull (their zero router).
  double aiq, aiq_single_hull, aiq_low, aiq_high;

  // Avengers-Pro (2508.12631) and LLMRouterBench (2601.07206): (max A - A_best) / A_best over the sweep; and
  // 1 - c / c_best of the cheapest setting with A >= A_best, or A >= 0.9 A_best. References: perf_gain, cost_save.
  double perf_gain, cost_save, cost_save_at_90;

  // LLMRouterBench, of the setting with the highest alpha: A / A_best - 1, A / A_random - 1, 1 - A / A_oracle.
  double gain_over_best, gain_over_random, gap_to_oracle;

  double router_arena;  // the highest router_arena_score of the sweep

  std::optional<PairMetrics> pair;  // only where a weak and a strong model are named
};

// RouterArena (arXiv 2510.00202): S = (1 + b) A C / (b A + C), b = 0.1, with C the place of the cost on a logarithmic
// scale, (log2 200 - log2 c) / (log2 200 - log2 0.0044), held within 0 and 1 (their code does not hold it; costs
// outside their range would give scores below 0 or above 1). NaN unless c > 0.
double router_arena_score(double accuracy, double cost_per_1000);

// A model without a known cost is on no hull; if the best one is such, costs have no upper end and AIQ is NaN.
Metrics metrics(std::span<const Point> sweep, const Evaluation& evaluation, const Baselines& baselines);

// Names as the report has them, and values; those of the pair last, if there is one.
std::vector<std::pair<std::string_view, double>> named(const Metrics& metrics);

// The place of the cheapest setting with at least this accuracy, the first of equals; the size of `sweep` if none has
// it.
std::size_t cheapest_reaching(std::span<const Point> sweep, double accuracy);

// The place of the highest accuracy, of equals the cheapest, of those the first; the size of `sweep` if none is known.
std::size_t most_accurate(std::span<const Point> sweep);

}  // namespace alpharoute::evaluate
