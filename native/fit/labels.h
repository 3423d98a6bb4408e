// Labels clusters with words that their prompts have in common.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/dataset.h"

namespace alpharoute::fit {

// Returns for each cluster up to four words, highest score first, joined by ", "; "mixed" if no word qualifies.
//
// A word's score is share * log(share / share overall), where share is the share of prompts that contain it. A word
// qualifies if it is in at least 3 prompts and 5 % of the cluster, so that no label quotes a prompt or names a person
// from one. `labels[i]` is the cluster of the data set's row rows[i].
std::vector<std::string> label_clusters(const data::Dataset& dataset, const std::vector<std::size_t>& rows,
                                        const std::vector<std::uint32_t>& labels, std::uint32_t clusters);

}  // namespace alpharoute::fit
