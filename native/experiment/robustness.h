// How much hangs on the number of clusters, and on how many near ones are read.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "experiment/repeats.h"

namespace alpharoute::cli {

struct Variation {
  std::uint32_t value;        // of k, or of nearest_clusters
  evaluate::Metrics metrics;  // on the test rows of the fit's own split
  double accuracy;            // at the highest alpha
};

struct Robustness {
  std::vector<Variation> clusters;  // one fit each, around the router's own k
  std::vector<Variation> nearest_clusters;     // of the router's own k
};

// Fits with a third to three times the router's clusters, as far as there are rows to fill them.
Robustness evaluate_robustness(const Repetition& repetition);

std::string robustness_table(const Robustness& robustness);

// {"k": [{"k", "aiq", "accuracy", "cost_save"}], "p": [{"nearest_clusters", ...}]}
nlohmann::json to_json(const Robustness& robustness);

}  // namespace alpharoute::cli
