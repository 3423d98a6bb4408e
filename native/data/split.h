// Splits rows into training and test rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "data/dataset.h"

namespace alpharoute::data {

struct Split {
  std::vector<std::size_t> train, test;  // row numbers, ascending
};

// Draws round(train_ratio * rows) training rows from each data set, halves to even; the others are test rows.
// `train_ratio` is from 0 to 1.
//
// The same on every platform for the same seed: repeats numpy's RandomState(seed).shuffle, one data set after another
// in order of their names, to reproduce published splits.
Split split(const Dataset& dataset, double train_ratio, std::uint32_t seed);

}  // namespace alpharoute::data
