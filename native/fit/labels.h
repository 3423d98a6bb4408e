// Names clusters by what their prompts have in common.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/dataset.h"

namespace alpharoute::fit {

// For each cluster up to four words, most telling first, joined by ", "; "mixed" where no word qualifies.
//
// A word tells of a cluster if many of its prompts hold it and few others do: share * log(share / share overall). Only
// words that stand in at least 3 prompts and 5 % of the cluster count, so that no label quotes a prompt or names a
// person that one user wrote of. `labels[i]` is the cluster of the data set's row rows[i].
std::vector<std::string> label_clusters(const data::Dataset& dataset, const std::vector<std::size_t>& rows,
                                        const std::vector<std::uint32_t>& labels, std::uint32_t clusters);

}  // namespace alpharoute::fit
