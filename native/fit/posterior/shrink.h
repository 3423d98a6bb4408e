// Shrinks the cell means towards what models and clusters have in common: empirical Bayes over the clusters.
//
// The models' true accuracies in a cluster are assumed normal around their overall accuracies, with covariance B; the
// observed means add noise of covariance S / count. B captures that a cluster can be hard for all models and that
// models perform similarly, so a cell without answers is predicted from the other models' cells. Nearby clusters are
// correlated by the matrix K, a Gaussian process over the centroids (kriging), so a cluster with few answers is shrunk
// towards its neighbours first.
// Source: docs/method.md, `posterior`; Efron and Morris 1972 (shrinkage of several means), with B and S by the method
// of moments; Rasmussen and Williams 2006, section 2.2 (the process).
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "alpharoute/clusters.h"
#include "fit/posterior/cells.h"
#include "fit/posterior/scores.h"

namespace alpharoute::fit {

struct ShrunkCells {
  Eigen::ArrayXXd mean;      // [k, m], 0 to 1
  Eigen::ArrayXXd variance;  // [k, m] of the mean, 0 to 1, given only the cluster's own answers: an upper bound
};

// Returns K [k, k], the correlation of the clusters' true means: 0.9 exp(-d^2 / (reach * mean d^2)) between two
// clusters, 1 on the diagonal; the identity if `reach` is 0. d is the distance of two centroids.
Eigen::MatrixXd kernel_matrix(const Centroids& centroids, double reach);

// `noise_scale` multiplies S: above 1 shrinks more than estimated, below 1 less.
ShrunkCells shrink(const Cells& cells, const Covariances& covariances, const Eigen::MatrixXd& kernel_matrix,
                   double noise_scale);

// Weight of the prior in a shrunk cost, in answers. Chosen on training folds (docs/method.md).
inline constexpr double kCostStrength = 10.0;

// Returns the expected USD of each model in each cluster, [k, m]: the mean cost, shrunk with the weight of
// kCostStrength answers towards the model's overall cost times the cluster's relative cost. NaN for a model without a
// known cost.
Eigen::ArrayXXd shrink_costs(const Scores& scores, const std::vector<std::uint32_t>& labels, std::uint32_t clusters);

}  // namespace alpharoute::fit
