// Mean scores and costs of each model in each cluster.
#pragma once

#include <cstdint>
#include <vector>

#include "alpharoute/profiles.h"
#include "data/dataset.h"

namespace alpharoute::fit {

// Averages the answers of each model in each cluster. `labels[i]` is the cluster, below `clusters`, of the data set's
// row rows[i]. A cell's cost is the mean over answers with a score and a known cost. A cell without an answer has count
// 0 and NaN for accuracy and cost. Source: Avengers-Pro (arXiv 2508.12631), section 2; reference: profiles.
Profiles profile(const data::Dataset& dataset, const std::vector<std::size_t>& rows,
                 const std::vector<std::uint32_t>& labels, std::uint32_t clusters);

}  // namespace alpharoute::fit
