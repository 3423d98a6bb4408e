#include "evaluate/metrics.h"

#include <algorithm>
#include <cmath>

#include "evaluate/mean.h"

namespace alpharoute::evaluate {
namespace {

constexpr double kArenaBeta = 0.1;
constexpr double kArenaHighestCost = 200.0;  // USD per 1,000 queries
constexpr double kArenaLowestCost = 0.0044;

base::CostPoint cost_point(const Outcome& outcome) { return {outcome.overall.cost_per_1000, outcome.overall.accuracy}; }

double cost_save(std::span<const Point> sweep, const Means& best, double accuracy) {
  const std::size_t index = cheapest_reaching(sweep, accuracy);
  return index < sweep.size() ? 1.0 - sweep[index].outcome.overall.cost_per_1000 / best.cost_per_1000 : kUnknown;
}

double highest_arena_score(std::span<const Point> sweep) {
  double highest = kUnknown;
  for (const Point& point : sweep) {
    highest =
        std::fmax(highest, router_arena_score(point.outcome.overall.accuracy, point.outcome.overall.cost_per_1000));
  }
  return highest;
}

}  // namespace

double router_arena_score(double accuracy, double cost_per_1000) {
  if (!(cost_per_1000 > 0.0)) return kUnknown;
  const double position =
      std::log2(kArenaHighestCost / cost_per_1000) / std::log2(kArenaHighestCost / kArenaLowestCost);
  const double cost_score = std::clamp(position, 0.0, 1.0);
  const double weight = kArenaBeta * accuracy + cost_score;
  return weight > 0.0 ? (1.0 + kArenaBeta) * accuracy * cost_score / weight : std::isnan(accuracy) ? kUnknown : 0.0;
}

std::size_t cheapest_reaching(std::span<const Point> sweep, double accuracy) {
  std::size_t index = sweep.size();
  for (std::size_t i = 0; i < sweep.size(); ++i) {
    const Means& means = sweep[i].outcome.overall;
    if (!(means.accuracy >= accuracy) || std::isnan(means.cost_per_1000)) continue;
    if (index == sweep.size() || means.cost_per_1000 < sweep[index].outcome.overall.cost_per_1000) index = i;
  }
  return index;
}

std::size_t most_accurate(std::span<const Point> sweep) {
  std::size_t index = sweep.size();
  for (std::size_t i = 0; i < sweep.size(); ++i) {
    const Means& means = sweep[i].outcome.overall;
    if (std::isnan(means.accuracy)) continue;
    if (index < sweep.size()) {
      const Means& best = sweep[index].outcome.overall;
      const bool is_better = means.accuracy > best.accuracy ||
                             (means.accuracy == best.accuracy && means.cost_per_1000 < best.cost_per_1000);
      if (!is_better) continue;
    }
    index = i;
  }
  return index;
}

Metrics metrics(std::span<const Point> sweep, const Evaluation& evaluation, const Baselines& baselines) {
  const Means& best = evaluation.single_models[baselines.best_single].overall;
  std::vector<base::CostPoint> singles, points;
  for (const Outcome& single : evaluation.single_models) singles.push_back(cost_point(single));
  for (const Point& point : sweep) points.push_back(cost_point(point.outcome));
  const auto last =
      std::max_element(sweep.begin(), sweep.end(), [](const Point& a, const Point& b) { return a.alpha < b.alpha; });
  const double accuracy = last == sweep.end() ? kUnknown : last->outcome.overall.accuracy;
  const std::size_t most = most_accurate(sweep);

  Metrics out{};
  out.aiq_low = evaluation.single_models[baselines.cheapest].overall.cost_per_1000;
  out.aiq_high = best.cost_per_1000;
  out.aiq = aiq(points, out.aiq_low, out.aiq_high);
  out.aiq_single_hull = aiq(singles, out.aiq_low, out.aiq_high);
  out.perf_gain = most < sweep.size() ? sweep[most].outcome.overall.accuracy / best.accuracy - 1.0 : kUnknown;
  out.cost_save = cost_save(sweep, best, best.accuracy);
  out.cost_save_at_90 = cost_save(sweep, best, 0.9 * best.accuracy);
  out.gain_over_best = accuracy / best.accuracy - 1.0;
  out.gain_over_random = accuracy / baselines.random.overall.accuracy - 1.0;
  out.gap_to_oracle = 1.0 - accuracy / evaluation.oracle.overall.accuracy;
  out.router_arena = highest_arena_score(sweep);
  return out;
}

std::vector<std::pair<std::string_view, double>> named(const Metrics& m) {
  std::vector<std::pair<std::string_view, double>> out = {{"aiq", m.aiq},
                                                          {"aiq_single_hull", m.aiq_single_hull},
                                                          {"aiq_low", m.aiq_low},
                                                          {"aiq_high", m.aiq_high},
                                                          {"perf_gain", m.perf_gain},
                                                          {"cost_save", m.cost_save},
                                                          {"cost_save_at_90", m.cost_save_at_90},
                                                          {"gain_over_best", m.gain_over_best},
                                                          {"gain_over_random", m.gain_over_random},
                                                          {"gap_to_oracle", m.gap_to_oracle},
                                                          {"router_arena", m.router_arena}};
  if (m.pair) {
    out.insert(out.end(), {{"apgr", m.pair->apgr}, {"cpt_50", m.pair->cpt_50}, {"cpt_80", m.pair->cpt_80}});
  }
  return out;
}

}  // namespace alpharoute::evaluate
