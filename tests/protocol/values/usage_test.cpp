// The cost of an answer.
#include "protocol/values/usage.h"

#include <catch2/catch.hpp>

using namespace alpharoute;

TEST_CASE("cached tokens have their own price, and an unknown price makes the cost unknown") {
  const protocol::Usage usage{1000, 400, 100, 50, false};
  REQUIRE(*cost_of(usage, {2.0, 10.0, 0.5, 2.5}) == Approx((500 * 2.0 + 400 * 0.5 + 100 * 2.5 + 50 * 10.0) / 1e6));
  REQUIRE(*cost_of(usage, {2.0, 10.0, {}, {}}) == Approx((1000 * 2.0 + 50 * 10.0) / 1e6));
  REQUIRE_FALSE(cost_of(usage, {{}, 10.0, {}, {}}));
}
