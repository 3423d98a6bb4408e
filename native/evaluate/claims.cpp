#include "evaluate/claims.h"

#include <cmath>

namespace alpharoute::evaluate {
namespace {

std::optional<double> known(double value) { return std::isnan(value) ? std::nullopt : std::optional(value); }

// The vertical distance to the chord is proportional to the perpendicular one.
template <typename Value>
std::optional<double> elbow(std::span<const Point> sweep, Value value) {
  if (sweep.size() < 3) return std::nullopt;
  const Point &first = sweep.front(), &last = sweep.back();
  const double slope = (value(last) - value(first)) / (last.alpha - first.alpha);
  std::optional<double> alpha;
  double farthest = 1e-12;  // smaller distances are rounding errors
  for (const Point& point : sweep) {
    const double distance = std::abs(value(point) - value(first) - slope * (point.alpha - first.alpha));
    if (!(distance > farthest)) continue;
    farthest = distance;
    alpha = point.alpha;
  }
  return alpha;
}

}  // namespace

Claims claims(std::span<const Point> sweep, const Evaluation& evaluation, const Baselines& baselines) {
  const Metrics of_sweep = metrics(sweep, evaluation, baselines);
  const double best = evaluation.single_models[baselines.best_single].overall.accuracy;
  const auto alpha_at = [&](std::size_t index) {
    return index < sweep.size() ? std::optional(sweep[index].alpha) : std::nullopt;
  };
  Claims out;
  out.accuracy_gain = known(of_sweep.perf_gain);
  out.cost_saved_equal = known(of_sweep.cost_save);
  out.cost_saved_90 = known(of_sweep.cost_save_at_90);
  out.best_single = baselines.best_single;
  out.alpha_best = alpha_at(most_accurate(sweep));
  out.alpha_equal = alpha_at(cheapest_reaching(sweep, best));
  out.alpha_90 = alpha_at(cheapest_reaching(sweep, 0.9 * best));
  return out;
}

Elbows elbows(std::span<const Point> sweep) {
  return {elbow(sweep, [](const Point& point) { return point.outcome.overall.accuracy; }),
          elbow(sweep, [](const Point& point) { return point.outcome.overall.cost_per_1000; })};
}

}  // namespace alpharoute::evaluate
