#include "fit/cluster/reorder.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <random>

using namespace alpharoute::fit;

TEST_CASE("scatter_rows undoes gather_rows for any permutation") {
  std::mt19937 random(2);
  for (std::size_t n = 1; n < 40; ++n) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    std::vector<float> values(n * 3);
    std::iota(values.begin(), values.end(), 0.0f);
    const std::vector<float> before = values;
    gather_rows(values, 3, order);
    for (std::size_t i = 0; i < n; ++i) REQUIRE(values[i * 3] == before[order[i] * 3]);
    scatter_rows(values, 3, order);
    REQUIRE(values == before);
  }
}
