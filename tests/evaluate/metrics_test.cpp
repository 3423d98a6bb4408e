#include "evaluate/metrics.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "evaluate/claims.h"

using namespace alpharoute;
using namespace alpharoute::evaluate;

namespace {

Outcome outcome(double accuracy, double cost) {
  Outcome out;
  out.overall = {accuracy, cost};
  return out;
}

// A cheap model, an expensive one that is best, and a router with a better trade-off than mixes of both.
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

}  // namespace

TEST_CASE("the metrics of a small sweep match a calculation by hand") {
  const Metrics metrics = Example().metrics();
  REQUIRE(metrics.aiq_low == 1.0);
  REQUIRE(metrics.aiq_high == 10.0);
  REQUIRE(metrics.aiq ==
          Approx((3 * 0.575 + 5 * 0.795 + 1 * 0.84) / 9));  // the points at 0.4 and 0.9 are below the hull
  REQUIRE(metrics.aiq_single_hull == Approx(0.6));
  REQUIRE(metrics.perf_gain == Approx(0.05));
  REQUIRE(metrics.cost_save == Approx(0.3));
  REQUIRE(metrics.cost_save_at_90 == Approx(0.6));
  REQUIRE(metrics.gain_over_best == Approx(0.05));
  REQUIRE(metrics.gain_over_random == Approx(0.4));
  REQUIRE(metrics.gap_to_oracle == Approx(1.0 - 0.84 / 0.9));
  REQUIRE(metrics.router_arena == router_arena_score(0.84, 9.0));
}

TEST_CASE("a sweep below the best single model's accuracy has no cost saving at equal accuracy") {
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

TEST_CASE("without known costs, accuracy metrics are known, and AIQ and savings are not") {
  Example example;
  for (Outcome& single : example.evaluation.single_models) single.overall.cost_per_1000 = NAN;
  for (Point& point : example.evaluation.router) point.outcome.overall.cost_per_1000 = NAN;
  const Metrics metrics = example.metrics();
  REQUIRE(metrics.perf_gain == Approx(0.05));
  for (const double value : {metrics.aiq, metrics.aiq_single_hull, metrics.cost_save, metrics.router_arena}) {
    REQUIRE(std::isnan(value));
  }
}

TEST_CASE("RouterArena's score is the weighted harmonic mean of accuracy and cost score, with beta 0.1") {
  const double middle = std::sqrt(200.0 * 0.0044);  // cost score 0.5
  REQUIRE(router_arena_score(0.5, middle) == Approx(1.1 * 0.5 * 0.5 / (0.05 + 0.5)));
  REQUIRE(router_arena_score(0.5, 0.0044) == Approx(1.1 * 0.5 / 1.05));
  REQUIRE(router_arena_score(0.5, 0.00001) == router_arena_score(0.5, 0.0044));
  REQUIRE(router_arena_score(0.5, 5000.0) == 0.0);
  REQUIRE(router_arena_score(0.0, 5000.0) == 0.0);
  REQUIRE(std::isnan(router_arena_score(0.5, 0.0)));
  REQUIRE(std::isnan(router_arena_score(0.5, NAN)));
}

TEST_CASE("the claims contain the gain, the savings and their alphas") {
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

TEST_CASE("ties in accuracy go to the cheapest point, then to the first") {
  const std::vector<Point> sweep = {
      {0.1, outcome(0.7, 3.0)}, {0.2, outcome(0.7, 2.0)}, {0.3, outcome(0.7, 2.0)}, {0.4, outcome(NAN, 1.0)}};
  REQUIRE(most_accurate(sweep) == 1);
  REQUIRE(cheapest_reaching(sweep, 0.6) == 1);
  REQUIRE(cheapest_reaching(sweep, 0.71) == sweep.size());
}

TEST_CASE("an elbow is farthest from the chord of its curve, and a straight curve has none") {
  const std::vector<Point> sweep = {
      {0.0, outcome(0.4, 1.0)}, {0.25, outcome(0.7, 1.5)}, {0.5, outcome(0.75, 2.0)}, {1.0, outcome(0.8, 10.0)}};
  REQUIRE(elbows(sweep).accuracy == 0.25);
  REQUIRE(elbows(sweep).cost == 0.5);
  const std::vector<Point> straight = {{0.0, outcome(0.4, 1.0)}, {0.5, outcome(0.5, NAN)}, {1.0, outcome(0.6, 3.0)}};
  REQUIRE_FALSE(elbows(straight).accuracy);
  REQUIRE_FALSE(elbows(straight).cost);
}

TEST_CASE("metrics have the names of the JSON, those of a pair only if there is one") {
  Metrics metrics = Example().metrics();
  REQUIRE(named(metrics).size() == 11);
  REQUIRE(named(metrics)[0] == std::pair<std::string_view, double>("aiq", metrics.aiq));
  metrics.pair = PairMetrics{0.6, 0.4, 0.7};
  REQUIRE(named(metrics).back() == std::pair<std::string_view, double>("cpt_80", 0.7));
}
