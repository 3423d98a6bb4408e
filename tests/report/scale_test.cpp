#include "report/draw/scale.h"

#include <catch2/catch.hpp>

using namespace alpharoute::report;

TEST_CASE("an axis ends at round values, and its ends are at the requested positions") {
  const Scale scale = linear_scale(0.31, 0.89, 400.0, 100.0, 8);
  REQUIRE(scale.low == Approx(0.3));
  REQUIRE(scale.high == Approx(0.9));
  REQUIRE(scale(0.3) == Approx(400.0));
  REQUIRE(scale(0.9) == Approx(100.0));
  REQUIRE(scale(0.6) == Approx(250.0));
  REQUIRE(scale.ticks.size() == 7);
}

TEST_CASE("an axis of a single value extends on both sides of it") {
  for (const double value : {0.0, 0.7, -3.0}) {
    const Scale scale = linear_scale(value, value, 0.0, 100.0, 5);
    REQUIRE(scale.low < value);
    REQUIRE(scale.high > value);
  }
}

TEST_CASE("equal factors have equal lengths on a logarithmic axis") {
  const Scale scale = log_scale(0.01, 10.0, 0.0, 300.0, 6);
  REQUIRE(scale(0.1) - scale(0.01) == Approx(scale(10.0) - scale(1.0)));
  REQUIRE(scale(0.01) > 0.0);
  REQUIRE(scale(10.0) < 300.0);
  for (const double tick : scale.ticks) REQUIRE((scale(tick) >= 0.0 && scale(tick) <= 300.0));
}
