// Which rows train and which test.
#pragma once

#include <cstdint>
#include <vector>

#include "data/dataset.h"

namespace alpharoute::data {

struct Split {
  std::vector<std::size_t> train, test;  // row numbers, ascending; together all rows
};

// Takes the same share of every `dataset` for training, at random: round(train_ratio * rows of it), halves to even.
// The same rows for the same seed everywhere: it repeats numpy's RandomState(seed).shuffle, data set after data set in
// the order of their names, so that published splits can be met. `train_ratio` from 0 to 1.
Split split(const Dataset& dataset, double train_ratio, std::uint32_t seed);

}  // namespace alpharoute::data
