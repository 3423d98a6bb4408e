#include "data/split.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "alpharoute/safetensors.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::data;

namespace {

Dataset rows_in_groups(const std::vector<std::uint32_t>& group, std::size_t groups) {
  Dataset dataset;
  dataset.group = group;
  dataset.queries.resize(group.size());
  dataset.groups.resize(groups);
  return dataset;
}

}  // namespace

TEST_CASE("golden: the split of mmlu-pro equals the reference's, row for row") {
  REQUIRE_SHARED_DATA();
  const Dataset dataset = *read_dataset(test::shared("data/mmlu-pro.jsonl.gz"));
  const std::string bytes = test::read(test::golden("mmlu-pro.golden.safetensors"));
  const Safetensors golden = *Safetensors::parse(test::bytes_of(bytes));
  const std::uint64_t any[] = {0};
  const Split rows = split(dataset, 0.7, 42);
  const auto expected = *golden.unsigned_integers("train_rows", any);
  REQUIRE(std::equal(rows.train.begin(), rows.train.end(), expected.begin(), expected.end()));
  const auto expected_test = *golden.unsigned_integers("test_rows", any);
  REQUIRE(std::equal(rows.test.begin(), rows.test.end(), expected_test.begin(), expected_test.end()));
}

TEST_CASE("small splits equal numpy's") {
  // numpy.random.RandomState(7): shuffle(arange(10)), first 5; then the same for the next ten rows.
  std::vector<std::uint32_t> group(20);
  std::fill(group.begin() + 10, group.end(), 1u);
  const Split rows = split(rows_in_groups(group, 2), 0.5, 7);
  REQUIRE(rows.train == std::vector<std::size_t>{0, 1, 2, 5, 8, 11, 12, 13, 15, 19});
}

TEST_CASE("every row is a training or a test row, and each data set has its share, halves to even") {
  std::vector<std::uint32_t> group;
  for (std::uint32_t i = 0; i < 5; ++i) group.push_back(0);  // 2.5 rounds to 2
  for (std::uint32_t i = 0; i < 7; ++i) group.push_back(1);  // 3.5 rounds to 4
  const Split rows = split(rows_in_groups(group, 2), 0.5, 1);
  REQUIRE(std::count_if(rows.train.begin(), rows.train.end(), [](auto row) { return row < 5; }) == 2);
  REQUIRE(std::count_if(rows.train.begin(), rows.train.end(), [](auto row) { return row >= 5; }) == 4);
  std::vector<std::size_t> both = rows.train;
  both.insert(both.end(), rows.test.begin(), rows.test.end());
  std::sort(both.begin(), both.end());
  for (std::size_t i = 0; i < both.size(); ++i) REQUIRE(both[i] == i);
  REQUIRE(both.size() == 12);
}

TEST_CASE("with a ratio of 0 or 1 one side is empty") {
  const Dataset dataset = rows_in_groups(std::vector<std::uint32_t>(9), 1);
  REQUIRE(split(dataset, 0.0, 1).train.empty());
  REQUIRE(split(dataset, 1.0, 1).test.empty());
}
