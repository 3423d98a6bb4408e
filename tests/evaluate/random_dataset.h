// A random labelled data set.
#pragma once

#include <cmath>
#include <numeric>
#include <random>

#include "data/dataset.h"

namespace alpharoute::test {

inline constexpr std::size_t kModels = 3, kDimensions = 8;

// Random answers of three models to prompts of three data sets. One in ten scores and one in ten costs is unknown.
inline data::Dataset random_dataset(std::mt19937& random, std::size_t rows) {
  std::uniform_real_distribution<float> uniform(0.0f, 1.0f);
  data::Dataset dataset;
  dataset.models = {"m0", "m1", "m2"};
  dataset.groups = {"x", "y", "z"};
  dataset.queries.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    dataset.group.push_back(static_cast<std::uint32_t>(random() % 3));
    for (std::size_t model = 0; model < kModels; ++model) {
      dataset.score.push_back(random() % 10 == 0 ? NAN : uniform(random));
      dataset.cost.push_back(random() % 10 == 0 ? NAN : 0.01f * uniform(random));
    }
  }
  return dataset;
}

// The numbers `from` to `to` - 1.
inline std::vector<std::size_t> numbers(std::size_t from, std::size_t to) {
  std::vector<std::size_t> rows(to - from);
  std::iota(rows.begin(), rows.end(), from);
  return rows;
}

}  // namespace alpharoute::test
