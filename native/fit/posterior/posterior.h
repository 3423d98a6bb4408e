// Fits the part of an artifact that the scoring mode `posterior` reads.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "alpharoute/clusters.h"
#include "alpharoute/posterior.h"
#include "fit/cluster/kmeans.h"
#include "fit/cluster/rows.h"
#include "fit/posterior/scores.h"
#include "fit/posterior/settings.h"

namespace alpharoute::fit {

// Chooses the settings by five-fold cross-validation on the first `rows` rows of `values` [n, d]. k-means runs once per
// fold, on the rows that are not held out. `near` is the number of clusters per decision.
//
// The error counts only differences between the models on the hull of mean cost and accuracy: an error that all models
// share changes no decision, and models below the hull are rarely chosen. The rows are reordered during the call and
// restored before it returns. With fewer than 50 rows the choice has folds = 0 and the default settings.
PosteriorChoice choose_posterior(std::vector<float>& values, std::size_t rows, std::size_t dimensions,
                                 const Scores& scores, const KMeansOptions& options, std::uint32_t near,
                                 const std::function<void(double)>& progress);

// Fits with the given settings. `labels[i]` is the cluster of row i.
// Source: docs/method.md, "Decide", `posterior`.
Posterior fit_posterior(Rows rows, const Scores& scores, const std::vector<std::uint32_t>& labels,
                        const Centroids& centroids, const PosteriorSettings& settings);

}  // namespace alpharoute::fit
