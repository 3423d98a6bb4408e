#include "evaluate/interval.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace alpharoute::evaluate;

TEST_CASE("a t-interval skips unknown values and is unknown for a single value") {
  const Interval three = t_interval(std::vector<double>{1.0, NAN, 2.0, 3.0});
  REQUIRE(three.count == 3);
  REQUIRE(three.mean == Approx(2.0));
  REQUIRE(three.low == Approx(2.0 - 4.30265 / std::sqrt(3.0)));
  REQUIRE(three.high == Approx(2.0 + 4.30265 / std::sqrt(3.0)));
  const Interval one = t_interval(std::vector<double>{0.5});
  REQUIRE(one.mean == 0.5);
  REQUIRE(std::isnan(one.low));
  REQUIRE(std::isnan(t_interval({}).mean));
  std::vector<double> many(41, 0.0);  // standard deviation 1, 40 degrees of freedom
  for (std::size_t i = 0; i < 40; ++i) many[i] = i % 2 == 0 ? 1.0 : -1.0;
  REQUIRE(t_interval(many).high * std::sqrt(41.0) == Approx(2.0211).margin(1e-4));
}
