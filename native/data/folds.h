// Divides training rows into folds, to choose options without using the test rows.
#pragma once

#include <cstdint>
#include <vector>

#include "data/dataset.h"
#include "data/split.h"

namespace alpharoute::data {

// Returns `count` (2 or more) splits of the training rows of `split`: each training row is a test row of exactly one of
// them. The rows of every data set are spread evenly over the folds, at random by `seed`. The test rows of `split` are
// in no fold. Row numbers ascend.
std::vector<Split> folds(const Dataset& dataset, const Split& split, std::uint32_t count, std::uint32_t seed);

}  // namespace alpharoute::data
