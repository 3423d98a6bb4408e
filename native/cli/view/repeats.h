// Repeated evaluations for people, and for machines.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "experiment/repeats.h"

namespace alpharoute::cli {

// Mean and 95 % interval of each metric, and of what the router is ahead of each other way to choose.
std::string seeds_table(const SeedsResult& seeds);

// Each data set left out: how new it is, and the router there beside the single models.
std::string left_out_table(const std::vector<HoldOutResult>& left_out, const data::Dataset& dataset);

// The report's `seeds` and `left_out` (docs/formats.md, "Evaluation").
nlohmann::json to_json(const SeedsResult& seeds);
nlohmann::json to_json(const std::vector<HoldOutResult>& left_out, const data::Dataset& dataset);

}  // namespace alpharoute::cli
