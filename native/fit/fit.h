// Fits a router: turns labelled prompts and their embeddings into an artifact.
#pragma once

#include <cstdint>
#include <functional>

#include "alpharoute/artifact.h"
#include "alpharoute/status.h"
#include "data/dataset.h"
#include "data/split.h"
#include "embed/embeddings.h"

namespace alpharoute::fit {

struct FitOptions {
  std::uint32_t clusters = 60;  // k; 0: chosen by cross-validation
  std::uint32_t seed = 42;      // seed of the split and of k-means
  double train_ratio = 0.7;     // share of each data set, 0 to 1
  std::uint32_t starts = 4;     // runs of k-means; the one with the least inertia is kept
  unsigned threads = 0;         // 0: all; never changes the result
};

// Clusters the training rows of `split`, averages scores and costs in each cluster, and fits the posterior, whose
// hyperparameters are chosen by cross-validation on the training rows.
//
// `embeddings` has one row per row of `dataset`. Its rows are reordered during the call and restored before it returns,
// which saves a copy of the training rows. `progress` is called from the calling thread with the share done, 0 to 1.
//
// The artifact's `fit_json` records the chosen hyperparameters; the caller adds the origin of the data and the prices.
// Error::bad_data if the numbers of rows and embeddings differ, there is no training row, k exceeds the training rows,
// or a model has no score in them.
Result<Artifact> fit(const data::Dataset& dataset, const data::Split& split, embed::Embeddings& embeddings,
                     const FitOptions& options, const std::function<void(double)>& progress);

}  // namespace alpharoute::fit
