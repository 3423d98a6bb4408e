#include "data/folds.h"

#include <algorithm>
#include <random>
#include <tuple>

namespace alpharoute::evaluate {

std::vector<data::Split> folds(const data::Dataset& dataset, const data::Split& split, std::uint32_t count,
                               std::uint32_t seed) {
  // Sorting by random keys, not std::shuffle, gives the same folds with every standard library.
  std::mt19937 random(seed);
  struct Card {
    std::uint32_t group, key;
    std::size_t row;
  };
  std::vector<Card> cards;
  for (const std::size_t row : split.train) {
    cards.push_back({dataset.group[row], static_cast<std::uint32_t>(random()), row});
  }
  std::sort(cards.begin(), cards.end(), [](const Card& a, const Card& b) {
    return std::tie(a.group, a.key, a.row) < std::tie(b.group, b.key, b.row);
  });
  std::vector<data::Split> out(count);
  for (std::size_t i = 0; i < cards.size(); ++i) {
    for (std::size_t fold = 0; fold < count; ++fold) {
      (i % count == fold ? out[fold].test : out[fold].train).push_back(cards[i].row);
    }
  }
  for (data::Split& fold : out) {
    std::sort(fold.train.begin(), fold.train.end());
    std::sort(fold.test.begin(), fold.test.end());
  }
  return out;
}

}  // namespace alpharoute::evaluate
