// Fits what the scoring mode `posterior` reads, its strengths chosen by cross-validation on the training rows.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "alpharoute/clusters.h"
#include "alpharoute/posterior.h"
#include "fit/posterior/head.h"
#include "fit/cluster/kmeans.h"
#include "fit/posterior/scores.h"

namespace alpharoute::fit {

// What cross-validation chooses among.
struct PosteriorSettings {
  double noise_scale = 1.0;  // see shrink()
  double reach = 0.25;       // see kernel_matrix()
  double softness = 10.0;
  double ridge = 10.0;  // of the head
  double head_share = 0.25;
};

// What was chosen, and how well it and its rivals did on the rows held out.
struct PosteriorChoice {
  PosteriorSettings settings;
  std::uint32_t folds = 0;      // 0: too few rows to choose by; the settings are the defaults
  double error = 0.0;           // mean squared error of the differences between models, per answer
  double clusters_alone = 0.0;  // the least such error without the head
  double head_alone = 0.0;      // and without the clusters
  double global_means = 0.0;    // and of the models' overall means, which know nothing of the query
};

// Chooses by `folds`-fold cross-validation. The rows are `rows.values` [n, d], permuted in the meantime and back when
// this returns; k-means runs once for each fold, on the rows that are not held out. What counts is how well the
// differences are predicted between the models that some budget makes worth choosing, because they alone decide: an
// error that all share moves no choice.
PosteriorChoice choose_posterior(std::vector<float>& values, std::size_t rows, std::size_t dimensions,
                                 const Scores& scores, const KMeansOptions& options, std::uint32_t near,
                                 const std::function<void(double)>& progress);

// With the settings, for these clusters; `labels[i]` is the one of row i.
Posterior fit_posterior(Rows rows, const Scores& scores, const std::vector<std::uint32_t>& labels,
                        const Centroids& centroids, const PosteriorSettings& settings);

nlohmann::ordered_json to_json(const PosteriorChoice& choice);

}  // namespace alpharoute::fit
