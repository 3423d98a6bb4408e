// Sensitivity of the results to the number of clusters and to nearest_clusters.
#pragma once

#include <vector>

#include "experiment/repeats.h"

namespace alpharoute::experiment {

struct Variation {
  std::uint32_t value;        // number of clusters, or nearest_clusters
  evaluate::Metrics metrics;  // on the test rows of the router's own split
  double accuracy;            // at the highest alpha
};

struct Robustness {
  std::vector<Variation> clusters;          // one fit each, by rising number; includes the router's own
  std::vector<Variation> nearest_clusters;  // with the router's own number of clusters
};

// Fits with 1/3, 2/3, 1, 3/2, 2 and 3 times the router's number of clusters, but at most one cluster per training row.
// Errors of fit::fit and evaluate::evaluate.
Result<Robustness> evaluate_robustness(const Repetition& repetition, const Progress& progress);

}  // namespace alpharoute::experiment
