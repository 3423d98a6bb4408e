// An evaluation as text.
#pragma once

#include <string>
#include <vector>

#include "evaluate/study.h"

namespace alpharoute::cli {

// Returns accuracy, macro accuracy and cost of the router by alpha, the single models and the oracle.
std::string evaluation_table(const evaluate::Evaluation& evaluation, const data::Dataset& dataset);

// Returns the same in the layout of table 3 of Avengers-Pro (arXiv 2508.12631): single models and baselines, then the
// router by alpha; accuracy by data set, average, cost. Shows the best eight single models and six data sets; all of
// both if `is_full`.
std::string study_table(const evaluate::Study& study, const data::Dataset& dataset, bool is_full);

// Returns the claims about this data, one line each.
std::string claims_text(const evaluate::Study& study, const data::Dataset& dataset);

// Returns the metrics of the sweeps of every routing method.
std::string curves_table(const evaluate::Study& study, const std::string& own_name);

// Returns the routing errors and the calibration at one alpha.
std::string errors_text(const evaluate::Study& study, const evaluate::Point& at);

// Returns the accuracy by data set of the best single model and of the router at a few alphas.
std::string group_table(const evaluate::Study& study, const data::Dataset& dataset);

// Returns each model's share of the queries at a few alphas.
std::string share_table(const evaluate::Study& study, const data::Dataset& dataset);

// Returns at most five points of a sweep, evenly spaced and with both ends.
std::vector<evaluate::Point> shown_points(const std::vector<evaluate::Point>& sweep);

}  // namespace alpharoute::cli
