#include "data/split.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>

namespace alpharoute::data {
namespace {

// Returns a uniform value in [0, max] by rejection under a bit mask, like numpy's legacy generators.
std::uint32_t draw(std::mt19937& random, std::uint32_t max) {
  const std::uint32_t mask = static_cast<std::uint32_t>((std::uint64_t{1} << std::bit_width(max)) - 1);
  for (;;) {
    const auto value = static_cast<std::uint32_t>(random()) & mask;
    if (value <= max) return value;
  }
}

void shuffle(std::vector<std::size_t>& rows, std::mt19937& random) {
  for (std::size_t i = rows.size(); i-- > 1;) std::swap(rows[i], rows[draw(random, static_cast<std::uint32_t>(i))]);
}

}  // namespace

Split split(const Dataset& dataset, double train_ratio, std::uint32_t seed) {
  std::vector<std::vector<std::size_t>> members(dataset.groups.size());
  for (std::size_t row = 0; row < dataset.rows(); ++row) members[dataset.group[row]].push_back(row);
  std::mt19937 random(seed);
  Split split;
  for (std::vector<std::size_t>& rows : members) {
    shuffle(rows, random);
    // nearbyint rounds halves to even, like Python.
    const auto cut = static_cast<std::ptrdiff_t>(std::nearbyint(train_ratio * static_cast<double>(rows.size())));
    split.train.insert(split.train.end(), rows.begin(), rows.begin() + cut);
    split.test.insert(split.test.end(), rows.begin() + cut, rows.end());
  }
  std::sort(split.train.begin(), split.train.end());
  std::sort(split.test.begin(), split.test.end());
  return split;
}

}  // namespace alpharoute::data
