#include "base/hull.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace alpharoute::base;

namespace {

std::vector<std::size_t> hull_of(const std::vector<CostPoint>& points) { return hull_indices(points); }

}  // namespace

TEST_CASE("the hull contains the points that no mixture of the others beats, in order of cost") {
  REQUIRE(hull_of({{4.0, 0.7}, {1.0, 0.2}, {3.0, 0.5}, {2.0, 0.6}, {5.0, 0.7}}) == std::vector<std::size_t>{1, 3, 0});
}

TEST_CASE("at equal cost only the most accurate point is on the hull, and of equal points the first") {
  REQUIRE(hull_of({{1.0, 0.2}, {1.0, 0.5}, {1.0, 0.5}}) == std::vector<std::size_t>{1});
  REQUIRE(hull_of({{0.0, 0.1}, {0.0, 0.4}, {1.0, 0.6}}) == std::vector<std::size_t>{1, 2});
}

TEST_CASE("points with an unknown cost or accuracy are not on the hull") {
  REQUIRE(hull_of({{NAN, 0.9}, {1.0, NAN}, {2.0, 0.3}}) == std::vector<std::size_t>{2});
  REQUIRE(hull_of({}).empty());
}
