// Compares settings of the fit by cross-validation.
#pragma once

#include <vector>

#include "data/split.h"
#include "embed/embeddings.h"
#include "evaluate/metrics.h"
#include "experiment/progress.h"
#include "fit/fit.h"

namespace alpharoute::experiment {

// Every combination of these values is evaluated with every scoring mode.
struct TuningGrid {
  std::vector<std::uint32_t> clusters = {20, 40, 60, 90, 130};
  std::vector<std::uint32_t> nearest_clusters = {1, 2, 4, 8, 16};
};

struct TuningData {
  const data::Dataset& dataset;
  embed::Embeddings& embeddings;  // one row per row of `dataset`; each fit moves its rows and restores them
  const std::vector<data::Split>& folds;
  fit::FitOptions fit;  // the number of clusters comes from the grid
};

struct TuningResult {
  Scoring scoring;
  std::uint32_t clusters, nearest_clusters;
  evaluate::Metrics metrics;  // over the held-out rows of all folds
  double accuracy;            // at alpha = 1
};

// Evaluates the grid on held-out rows. Returns the best settings first: by AIQ, or by accuracy at alpha = 1 if costs
// are unknown; ties go to fewer clusters, then to fewer nearest clusters.
//
// Fits once per number of clusters and fold. Skips scoring modes that the fitted artifact does not support. Values of
// nearest_clusters above the number of clusters count as that number. Errors of fit::fit and evaluate::route.
Result<std::vector<TuningResult>> evaluate_grid(const TuningData& data, const TuningGrid& grid,
                                                const Progress& progress);

}  // namespace alpharoute::experiment
