#include "evaluate/aiq.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace alpharoute;
using namespace alpharoute::evaluate;

namespace {

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

TEST_CASE("the hull excludes points below a cheaper point or below a line between two others") {
  const std::vector<base::CostPoint> points = {{4.0, 0.7}, {1.0, 0.2}, {3.0, 0.5},  {2.0, 0.6},
                                               {2.0, 0.3}, {NAN, 0.9}, {3.0, 0.62}, {5.0, 0.65}};
  REQUIRE(base::hull(points) == std::vector<base::CostPoint>{{1.0, 0.2}, {2.0, 0.6}, {4.0, 0.7}});
}

TEST_CASE("AIQ is the hull's mean height, 0 left of the hull and constant right of it") {
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
