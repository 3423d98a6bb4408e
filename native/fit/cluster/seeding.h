// Where k-means starts.
#pragma once

#include <random>
#include <vector>

#include "base/workers.h"
#include "fit/cluster/kmeans.h"

namespace alpharoute::fit {

// `clusters` rows chosen as first centres, [k, d], by greedy k-means++: each next centre is the best of 2 + log(k) rows
// drawn in proportion to their squared distance from the centres so far. `squares` are the rows' squared lengths.
std::vector<float> seed_centres(Rows rows, const std::vector<float>& squares, std::uint32_t clusters,
                                std::mt19937_64& random, base::Workers& workers);

}  // namespace alpharoute::fit
