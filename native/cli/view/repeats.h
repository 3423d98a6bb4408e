// Terminal tables of repeated evaluations.
#pragma once

#include <string>

#include "experiment/repeats.h"

namespace alpharoute::cli {

// Mean and 95 % interval of each metric, and of the router's difference to each other routing method.
std::string seeds_table(const experiment::SeedsResult& seeds);

// One row per left-out data set: its novelty, and the router's accuracy next to that of the single models.
std::string left_out_table(const std::vector<experiment::HoldOutResult>& left_out, const data::Dataset& dataset);

}  // namespace alpharoute::cli
