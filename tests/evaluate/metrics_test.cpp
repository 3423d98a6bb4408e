// Numbers of whole sweeps, against values worked out by hand and a brute-force sampling.
#include "evaluate/metrics.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "evaluate/claims.h"

using namespace alpharoute;
using namespace alpharoute::evaluate;

namespace {

Outcome outcome(double accuracy, double cost) {
  Outcome out;
  out.overall = {accuracy, cost};
  return out;
}

// A cheap model, a best one, and a router that is better than both together.
struct Example {
  Evaluation evaluation;
  Baselines baselines;

  Example() {
    evaluation.single_models = {outcome(0.8, 10.0), outcome(0.4, 1.0)};
    evaluation.oracle = outcome(0.9, 2.0);
    evaluation.router = {{0.0, outcome(0.4, 1.0)},
                         {0.4, outcome(0.7, 3.9)},
                         {0.5, outcome(0.75, 4.0)},
                         {0.9, outcome(0.8, 7.0)},
                         {1.0, outcome(0.84, 9.0)}};
    baselines.best_single = 0;
    baselines.cheapest = 1;
    baselines.random = outcome(0.6, 5.5);
  }

  Metrics metrics() const { return evaluate::metrics(evaluation.router, evaluation, baselines); }
};

double sampled_height(const std::vector<base::CostPoint>& line, double cost) {
  if (cost < line.front().cost) return 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (cost > line[i].cost) continue;
    const double share = (cost - line[i - 1].cost) / (line[i].cost - line[i - 1].cost);
    return (1.0 - share) * line[i - 1].accuracy + share * line[i].accuracy;
  }
  return line.back().accuracy;
}

}  // namespace

TEST_CASE("the hull leaves out what is dearer without being better, and what lies under a line between others") {
  const std::vector<base::CostPoint> points = {{4.0, 0.7}, {1.0, 0.2}, {3.0, 0.5},  {2.0, 0.6},
                                         {2.0, 0.3}, {NAN, 0.9}, {3.0, 0.62}, {5.0, 0.65}};
  REQUIRE(base::hull(points) == std::vector<base::CostPoint>{{1.0, 0.2}, {2.0, 0.6}, {4.0, 0.7}});
}

TEST_CASE("AIQ is the hull's mean height: nothing left of it, level right of it") {
  const std::vector<base::CostPoint> points = {{1.0, 0.2}, {2.0, 0.6}, {3.0, 0.5}, {4.0, 0.7}};
  REQUIRE(aiq(points, 0.0, 5.0) == Approx((0.4 + 2 * 0.65 + 0.7) / 5));
  REQUIRE(aiq(points, 2.0, 3.0) == Approx(0.625));
  REQUIRE(aiq(points, 8.0, 9.0) == Approx(0.7));
  REQUIRE(aiq(std::vector<base::CostPoint>{{1.0, 0.3}}, 0.0, 2.0) == Approx(0.15));
  REQUIRE(std::isnan(aiq(points, 2.0, 2.0)));
  REQUIRE(std::isnan(aiq(points, NAN, 2.0)));
  REQUIRE(std::isnan(aiq({}, 0.0, 1.0)));
}

TEST_CASE("AIQ agrees with the mean of 100,000 sampled heights on random points") {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  for (int round = 0; round < 20; ++round) {
    std::vector<base::CostPoint> points;
    for (int i = 0; i < 30; ++i) points.push_back({10.0 * uniform(random), uniform(random)});
    const double low = uniform(random), high = 6.0 + uniform(random);
    const std::vector<base::CostPoint> line = base::hull(points);
    double sum = 0.0;
    for (int i = 0; i < 100000; ++i) sum += sampled_height(line, low + (high - low) * (i + 0.5) / 100000);
    REQUIRE(aiq(points, low, high) == Approx(sum / 100000).margin(1e-5));
  }
}

TEST_CASE("the metrics of a small sweep are those worked out by hand") {
  const Metrics metrics = Example().metrics();
  REQUIRE(metrics.aiq_low == 1.0);
  REQUIRE(metrics.aiq_high == 10.0);
  REQUIRE(metrics.aiq == Approx((3 * 0.575 + 5 * 0.795 + 1 * 0.84) / 9));  // settings at 0.4 and 0.9 lie under the hull
  REQUIRE(metrics.aiq_single_hull == Approx(0.6));
  REQUIRE(metrics.perf_gain == Approx(0.05));
  REQUIRE(metrics.cost_save == Approx(0.3));
  REQUIRE(metrics.cost_save_at_90 == Approx(0.6));
  REQUIRE(metrics.gain_over_best == Approx(0.05));
  REQUIRE(metrics.gain_over_random == Approx(0.4));
  REQUIRE(metrics.gap_to_oracle == Approx(1.0 - 0.84 / 0.9));
  REQUIRE(metrics.router_arena == router_arena_score(0.84, 9.0));
}

TEST_CASE("a sweep that never gets to the best single model's accuracy saves nothing there, and claims nothing") {
  Example example;
  example.evaluation.router.resize(3);
  const Metrics metrics = example.metrics();
  REQUIRE(metrics.perf_gain == Approx(-0.0625));
  REQUIRE(std::isnan(metrics.cost_save));
  REQUIRE(metrics.cost_save_at_90 == Approx(0.6));
  const Claims claims = evaluate::claims(example.evaluation.router, example.evaluation, example.baselines);
  REQUIRE_FALSE(claims.cost_saved_equal);
  REQUIRE_FALSE(claims.alpha_equal);
  REQUIRE(claims.alpha_90 == 0.5);
}

TEST_CASE("without known costs accuracies are still compared, and AIQ and savings are unknown") {
  Example example;
  for (Outcome& single : example.evaluation.single_models) single.overall.cost_per_1000 = NAN;
  for (Point& point : example.evaluation.router) point.outcome.overall.cost_per_1000 = NAN;
  const Metrics metrics = example.metrics();
  REQUIRE(metrics.perf_gain == Approx(0.05));
  for (const double value : {metrics.aiq, metrics.aiq_single_hull, metrics.cost_save, metrics.router_arena}) {
    REQUIRE(std::isnan(value));
  }
}

TEST_CASE("RouterArena's score weighs accuracy ten times as much as the logarithm of the cost") {
  const double middle = std::sqrt(200.0 * 0.0044);  // half way between dearest and cheapest on their scale
  REQUIRE(router_arena_score(0.5, middle) == Approx(1.1 * 0.5 * 0.5 / (0.05 + 0.5)));
  REQUIRE(router_arena_score(0.5, 0.0044) == Approx(1.1 * 0.5 / 1.05));
  REQUIRE(router_arena_score(0.5, 0.00001) == router_arena_score(0.5, 0.0044));
  REQUIRE(router_arena_score(0.5, 5000.0) == 0.0);
  REQUIRE(router_arena_score(0.0, 5000.0) == 0.0);
  REQUIRE(std::isnan(router_arena_score(0.5, 0.0)));
  REQUIRE(std::isnan(router_arena_score(0.5, NAN)));
}

TEST_CASE("the claims name the gain, the savings and the settings that reach them") {
  const Example example;
  const Claims claims = evaluate::claims(example.evaluation.router, example.evaluation, example.baselines);
  REQUIRE(*claims.accuracy_gain == Approx(0.05));
  REQUIRE(*claims.cost_saved_equal == Approx(0.3));
  REQUIRE(*claims.cost_saved_90 == Approx(0.6));
  REQUIRE(claims.best_single == 0);
  REQUIRE(claims.alpha_best == 1.0);
  REQUIRE(claims.alpha_equal == 0.9);
  REQUIRE(claims.alpha_90 == 0.5);
}

TEST_CASE("of equally accurate settings the cheapest is the best, of equally cheap ones the first") {
  const std::vector<Point> sweep = {
      {0.1, outcome(0.7, 3.0)}, {0.2, outcome(0.7, 2.0)}, {0.3, outcome(0.7, 2.0)}, {0.4, outcome(NAN, 1.0)}};
  REQUIRE(most_accurate(sweep) == 1);
  REQUIRE(cheapest_reaching(sweep, 0.6) == 1);
  REQUIRE(cheapest_reaching(sweep, 0.71) == sweep.size());
}

TEST_CASE("the elbows are where a curve lies farthest from its chord; a straight one has none") {
  const std::vector<Point> sweep = {
      {0.0, outcome(0.4, 1.0)}, {0.25, outcome(0.7, 1.5)}, {0.5, outcome(0.75, 2.0)}, {1.0, outcome(0.8, 10.0)}};
  REQUIRE(elbows(sweep).accuracy == 0.25);
  REQUIRE(elbows(sweep).cost == 0.5);
  const std::vector<Point> straight = {{0.0, outcome(0.4, 1.0)}, {0.5, outcome(0.5, NAN)}, {1.0, outcome(0.6, 3.0)}};
  REQUIRE_FALSE(elbows(straight).accuracy);
  REQUIRE_FALSE(elbows(straight).cost);
}

TEST_CASE("metrics go by the names of the report, those of a pair only if there is one") {
  Metrics metrics = Example().metrics();
  REQUIRE(named(metrics).size() == 11);
  REQUIRE(named(metrics)[0] == std::pair<std::string_view, double>("aiq", metrics.aiq));
  metrics.pair = PairMetrics{0.6, 0.4, 0.7};
  REQUIRE(named(metrics).back() == std::pair<std::string_view, double>("cpt_80", 0.7));
}
