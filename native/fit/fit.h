// Fits a router: labelled prompts and their embeddings in, artifact out.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "alpharoute/artifact.h"
#include "alpharoute/status.h"
#include "data/dataset.h"
#include "data/prices.h"
#include "data/split.h"
#include "embed/embeddings.h"

namespace alpharoute::fit {

struct FitOptions {
  std::uint32_t clusters = 60;  // k; 0: chosen by cross-validation
  std::uint32_t seed = 42;      // of the split and of k-means
  double train_ratio = 0.7;
  std::uint32_t starts = 4;  // k-means runs, of which the best counts
  unsigned threads = 0;      // 0: all; never changes the result
};

// Embeds nothing and writes nothing: `embeddings` holds one row for each row of `dataset`. Its rows change places while
// this runs and are back when it returns, so that no copy of the training rows is needed.
//
// Clusters the training rows of `split`, averages scores and costs inside each cluster, and fits the posterior, its
// strengths chosen by cross-validation on these rows alone. Error::bad_data, with the cure, if rows and embeddings do
// not match, no row trains, k exceeds the training rows, or a model has no answer in any of them. The artifact's
// `fit_json` says what was chosen and why; where the data came from, and the prices, are for the caller to add.
Result<Artifact> fit(const data::Dataset& dataset, const data::Split& split, embed::Embeddings& embeddings,
                     const FitOptions& options, const std::function<void(double)>& progress);

}  // namespace alpharoute::fit
