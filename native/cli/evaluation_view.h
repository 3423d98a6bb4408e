// An evaluation as people read it.
#pragma once

#include <string>

#include "evaluate/evaluate.h"

namespace alpharoute::cli {

// Router by alpha, single models and oracle: accuracy, macro accuracy, cost, and where the router sent its queries.
std::string evaluation_table(const evaluate::Evaluation& evaluation, const data::Dataset& dataset);

// Accuracy by data set of the router at each alpha beside the best single model.
std::string group_table(const evaluate::Evaluation& evaluation, const data::Dataset& dataset);

// Share of the queries that each model got, by alpha.
std::string share_table(const evaluate::Evaluation& evaluation, const data::Dataset& dataset);

}  // namespace alpharoute::cli
