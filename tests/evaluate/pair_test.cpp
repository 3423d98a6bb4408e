#include "evaluate/pair.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace alpharoute::evaluate;

TEST_CASE("a random mix recovers half of the gap on average, and x of it at a share x of strong calls") {
  const PairMetrics random = pair_metrics({}, 0.4, 0.8);
  REQUIRE(random.apgr == Approx(0.5));
  REQUIRE(random.cpt_50 == Approx(0.5));
  REQUIRE(random.cpt_80 == Approx(0.8));
}

TEST_CASE("APGR and CPT of one threshold match a calculation by hand") {
  // Recovered: 0 at 0, 3/4 at 0.2, all at 1. The better of two points at the same share counts.
  const PairMetrics metrics = pair_metrics(std::vector<PairPoint>{{0.2, 0.5}, {0.2, 0.7}, {0.6, NAN}}, 0.4, 0.8);
  REQUIRE(metrics.apgr == Approx(0.775));
  REQUIRE(metrics.cpt_50 == Approx(0.2 * 0.5 / 0.75));
  REQUIRE(metrics.cpt_80 == Approx(0.2 + 0.8 * 0.05 / 0.25));
}

TEST_CASE("the metrics are unknown if the strong model is not better than the weak one") {
  const PairMetrics none = pair_metrics({}, 0.8, 0.8);
  for (const double value : {none.apgr, none.cpt_50, none.cpt_80}) REQUIRE(std::isnan(value));
}

TEST_CASE("queries go to the strong model by falling expected gain, ties together") {
  const std::vector<PairPoint> points =
      thresholds({{-0.2, 1.0, 0.0}, {0.1, 1.0, 1.0}, {0.3, 0.0, 1.0}, {0.1, 0.0, NAN}});
  REQUIRE(points.size() == 3);
  REQUIRE(points[0].strong_share == 0.25);
  REQUIRE(points[0].accuracy == Approx(3.0 / 4));  // 1 strong; 1, 0, 1 weak
  REQUIRE(points[1].strong_share == 0.75);
  REQUIRE(points[1].accuracy == Approx(3.0 / 3));  // 1, 1 strong and one unknown; 1 weak
  REQUIRE(points[2].strong_share == 1.0);
  REQUIRE(points[2].accuracy == Approx(2.0 / 3));
}
