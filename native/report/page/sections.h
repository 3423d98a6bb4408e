// The tables of the report outside its figures.
#pragma once

#include <string>

#include "report/facts/facts.h"
#include "report/facts/table.h"

namespace alpharoute::report {

// Single models, the router by alpha and references: cost, and accuracy on average and on each data set. The best of
// each column is bold, oracles excluded. Source: Avengers-Pro (arXiv 2508.12631), table 3.
Table results_table(const Facts& facts);

// The best model of each cluster, and the cheapest one within 5 points of it.
Table cluster_table(const Facts& facts);

// The router on each data set that was left out of the fit, compared with the single model that was best on the others;
// bold if the router is more accurate.
Table hold_out_table(const Facts& facts);

// One row per metric, one column per routing method.
Table metrics_table(const Facts& facts);

// Means over seeds with 95 % intervals, and differences to each other routing method; bold if the interval excludes
// zero.
Table seeds_table(const Facts& facts);

// The rows, settings and artifact of the evaluation, as an HTML list of terms.
std::string method_list(const Facts& facts);

}  // namespace alpharoute::report
