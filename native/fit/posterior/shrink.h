// Shrinks what the models did in each cluster towards what they have in common: empirical Bayes over clusters.
//
// The models' true accuracies in a cluster are taken to be drawn from a normal distribution whose mean is the models'
// overall accuracies and whose covariance B is estimated from the clusters; what was seen is that plus noise of
// covariance S / count. A hard cluster is hard for all, and like models fare alike: B knows both, so a cell without an
// answer is filled from the other models' cells. Clusters that lie near each other are alike too: K, a Gaussian process
// over the centroids (kriging), so where there are few answers a cluster leans on its neighbours first.
// Source: docs/method.md, "posterior"; Efron and Morris 1972 (shrinkage of several means), with B and S by the method
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
  Eigen::ArrayXXd variance;  // [k, m] of the mean, were the cluster's own answers all that is known of it: a bound
};

// K, [k, k]: the correlation between the true means of two clusters, which falls with the squared distance of their
// centroids, `reach` times the mean such distance making it 1 / e. With a `reach` of 0 every cluster stands alone.
Eigen::MatrixXd kernel_matrix(const Centroids& centroids, double reach);

// `noise_scale` multiplies S: above 1 shrinks more than estimated, below 1 less.
ShrunkCells shrink(const Cells& cells, const Covariances& covariances, const Eigen::MatrixXd& kernel_matrix, double noise_scale);

// Expected USD of each model in each cluster, [k, m]: the mean, shrunk with the weight of ten answers towards the
// model's overall cost times how dear the cluster is for all models. NaN for a model without any known cost.
Eigen::ArrayXXd shrink_costs(const Scores& scores, const std::vector<std::uint32_t>& labels, std::uint32_t clusters);

}  // namespace alpharoute::fit
