// Folds of the training rows, to choose settings by without a look at the test rows.
#pragma once

#include <cstdint>
#include <vector>

#include "data/dataset.h"
#include "data/split.h"

namespace alpharoute::evaluate {

// `count` (2 or more) splits of one split's training rows: each training row is a test row of exactly one of them, and
// every data set spreads evenly over them, at random by `seed`. The test rows of `split` are in none. Both lists
// ascend.
std::vector<data::Split> folds(const data::Dataset& dataset, const data::Split& split, std::uint32_t count,
                               std::uint32_t seed);

}  // namespace alpharoute::evaluate
