// Chooses the first centres of k-means.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "base/workers.h"
#include "fit/cluster/rows.h"

namespace alpharoute::fit {

// Returns `clusters` rows as first centres [k, d], chosen by greedy k-means++: each centre after the first is the best
// of 2 + log(k) rows, drawn in proportion to their squared distance to the nearest centre so far. `squares` [n] are the
// rows' squared lengths. Source: Arthur and Vassilvitskii 2007; greedy as in scikit-learn.
std::vector<float> seed_centres(Rows rows, const std::vector<float>& squares, std::uint32_t clusters,
                                std::mt19937_64& random, base::Workers& workers);

}  // namespace alpharoute::fit
