#include "evaluate/calibration.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace alpharoute::evaluate;

TEST_CASE("calibration compares expected accuracies with scores in bins") {
  Calibration calibration;
  for (const auto& [expected, score] :
       {std::pair(0.15, 1.0), {0.15, 0.0}, {1.0, 1.0}, {0.95, 0.0}, {NAN, 1.0}, {0.5, NAN}}) {
    calibration.add(expected, score);
  }
  REQUIRE(calibration.bins()[1].expected.count() == 2);
  REQUIRE(calibration.bins()[1].observed.value() == Approx(0.5));
  REQUIRE(calibration.bins()[9].expected.count() == 2);
  REQUIRE(calibration.bins()[9].expected.value() == Approx(0.975));
  REQUIRE(calibration.bins()[5].expected.count() == 0);
  REQUIRE(calibration.ece() == Approx((2 * 0.35 + 2 * 0.475) / 4));
  REQUIRE(calibration.brier() == Approx((0.7225 + 0.0225 + 0.0 + 0.9025) / 4));
  REQUIRE(std::isnan(Calibration().ece()));
}
