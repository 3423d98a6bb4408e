#include "data/folds.h"

#include <algorithm>
#include <random>
#include <tuple>

namespace alpharoute::data {

std::vector<Split> folds(const Dataset& dataset, const Split& split, std::uint32_t count, std::uint32_t seed) {
  // Sorting by random keys gives the same folds on every platform; std::shuffle does not.
  std::mt19937 random(seed);
  struct Keyed {
    std::uint32_t group, key;
    std::size_t row;
  };
  std::vector<Keyed> keyed;
  for (const std::size_t row : split.train) {
    keyed.push_back({dataset.group[row], static_cast<std::uint32_t>(random()), row});
  }
  std::sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) {
    return std::tie(a.group, a.key, a.row) < std::tie(b.group, b.key, b.row);
  });
  std::vector<Split> out(count);
  for (std::size_t i = 0; i < keyed.size(); ++i) {
    for (std::size_t fold = 0; fold < count; ++fold) {
      (i % count == fold ? out[fold].test : out[fold].train).push_back(keyed[i].row);
    }
  }
  for (Split& fold : out) {
    std::sort(fold.train.begin(), fold.train.end());
    std::sort(fold.test.begin(), fold.test.end());
  }
  return out;
}

}  // namespace alpharoute::data
