#include "data/folds.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "evaluate/random_dataset.h"

using namespace alpharoute;
using test::numbers;
using test::random_dataset;

TEST_CASE("folds partition the training rows evenly within each data set, without test rows") {
  std::mt19937 random(5);
  const data::Dataset dataset = random_dataset(random, 100);
  const data::Split split{numbers(0, 73), numbers(73, 100)};
  const std::vector<data::Split> folds = data::folds(dataset, split, 5, 3);
  REQUIRE(folds.size() == 5);
  std::multiset<std::size_t> held_out;
  for (const data::Split& fold : folds) {
    std::set<std::size_t> both(fold.train.begin(), fold.train.end());
    both.insert(fold.test.begin(), fold.test.end());
    REQUIRE(std::vector<std::size_t>(both.begin(), both.end()) == split.train);
    REQUIRE(fold.train.size() + fold.test.size() == 73);
    held_out.insert(fold.test.begin(), fold.test.end());
    for (std::uint32_t group = 0; group < 3; ++group) {
      const auto of_group = [&](std::size_t row) { return dataset.group[row] == group; };
      const auto all = std::count_if(split.train.begin(), split.train.end(), of_group);
      const auto here = std::count_if(fold.test.begin(), fold.test.end(), of_group);
      REQUIRE((here == all / 5 || here == all / 5 + 1));
    }
  }
  REQUIRE(std::vector<std::size_t>(held_out.begin(), held_out.end()) == split.train);
  REQUIRE(data::folds(dataset, split, 5, 3)[0].test == folds[0].test);
  REQUIRE(data::folds(dataset, split, 5, 4)[0].test != folds[0].test);
}
