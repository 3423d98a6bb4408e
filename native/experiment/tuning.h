// Tries settings of the fit on held-out folds.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "data/split.h"
#include "embed/embeddings.h"
#include "evaluate/metrics.h"
#include "fit/fit.h"

namespace alpharoute::cli {

// Every combination is tried, with every scoring mode.
struct TuningGrid {
  std::vector<std::uint32_t> clusters = {20, 40, 60, 90, 130};
  std::vector<std::uint32_t> nearest_clusters = {1, 2, 4, 8, 16};
};

struct TuningData {
  const std::string& path;  // of the data, for errors
  const data::Dataset& dataset;
  embed::Embeddings& embeddings;
  const std::vector<data::Split>& folds;
  fit::FitOptions fit;  // but for the clusters
};

struct TuningResult {
  Scoring scoring;
  std::uint32_t clusters, nearest_clusters;
  evaluate::Metrics metrics;  // of all folds' held-out rows together
  double accuracy;            // at alpha = 1
};

// The best first: by AIQ, or where costs are unknown by accuracy at alpha = 1; of equals the fewer clusters, then the
// fewer near ones. Fits once for every number of clusters and fold, and measures each row by the router that did not
// see it. A mode that a fit can't serve is left out, and so is a nearest_clusters above the number of clusters.
std::vector<TuningResult> try_all(const TuningData& data, const TuningGrid& grid, const std::function<void(double)>& progress);

}  // namespace alpharoute::cli
