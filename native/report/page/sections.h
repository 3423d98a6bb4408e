// The tables of the report that belong to no figure.
#pragma once

#include <string>

#include "report/facts/facts.h"
#include "report/facts/table.h"

namespace alpharoute::evaluate::view {

// Models, settings and references by accuracy on each data set, on average, and by cost. The best of each column, the
// oracles left aside, is strong. Source: Avengers-Pro (arXiv 2508.12631), table 3.
Table results_table(const Facts& facts);

Table cluster_table(const Facts& facts);

// What the router did on each data set that it was fitted without, beside the single model that was best on the others;
// strong where it did better.
Table left_out_table(const Facts& facts);

// A row for each number that a sweep comes to, a column for each way to choose.
Table metrics_table(const Facts& facts);

// Means over seeds with their 95 % intervals; differences to another way to choose are strong if their interval leaves
// out zero.
Table seeds_table(const Facts& facts);

// How it was measured, as an HTML list of terms.
std::string method_list(const Facts& facts);

}  // namespace alpharoute::evaluate::view
