// An evaluation as people read it.
#pragma once

#include <string>
#include <vector>

#include "evaluate/study.h"

namespace alpharoute::cli {

// Router by alpha, single models and oracle: accuracy, macro accuracy and cost.
std::string evaluation_table(const evaluate::Evaluation& evaluation, const data::Dataset& dataset);

// The same as table 3 of Avengers-Pro (arXiv 2508.12631) has it: single models and baselines, then the router by alpha;
// accuracy by data set where there is room, their average, cost. Short: at most eight single models, the best, and at
// most six data sets; `is_full` shows all of both.
std::string study_table(const evaluate::Study& study, const data::Dataset& dataset, bool is_full);

// The claims of a paper, of this data: one line each.
std::string claims_text(const evaluate::Study& study, const data::Dataset& dataset);

// Every way to choose, by the metrics of whole sweeps.
std::string curves_table(const evaluate::Study& study, const std::string& own_name);

// What the router does wrong at one alpha, and whether what it expects comes true: a line or two.
std::string errors_text(const evaluate::Study& study, const evaluate::Point& at);

// Accuracy by data set of the router at a few alphas beside the best single model.
std::string group_table(const evaluate::Study& study, const data::Dataset& dataset);

// Share of the queries that each model got, at a few alphas.
std::string share_table(const evaluate::Study& study, const data::Dataset& dataset);

// At most five points of a sweep, evenly spread over it, its ends among them.
std::vector<evaluate::Point> shown_points(const std::vector<evaluate::Point>& sweep);

}  // namespace alpharoute::cli
