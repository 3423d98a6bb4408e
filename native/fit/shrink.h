// Shrinks what the models did in each cluster towards what they have in common: empirical Bayes over clusters.
//
// The models' true accuracies in a cluster are taken to be drawn from a normal distribution whose mean is the models'
// overall accuracies and whose covariance B is estimated from the clusters; what was seen is that plus noise of
// covariance S / count. A hard cluster is hard for all, and like models fare alike: B knows both, so a cell without an
// answer is filled from the other models' cells. Source: docs/method.md, "posterior"; Efron and Morris 1972 (shrinkage
// of several means), with B and S by the method of moments.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "fit/scores.h"

namespace alpharoute::fit {

// Means of the labelled answers of each model in each cluster.
struct Cells {
  Eigen::ArrayXXd mean;    // [k, m]; 0 where there is no answer
  Eigen::ArrayXXd count;   // [k, m]
  Eigen::ArrayXd overall;  // [m] mean over all rows
};

// Covariances between models, [m, m], positive semi-definite.
struct Covariances {
  Eigen::MatrixXd between;  // of the clusters' true means
  Eigen::MatrixXd within;   // of single answers around their cluster's mean
};

struct Shrunk {
  Eigen::ArrayXXd mean;      // [k, m], 0 to 1
  Eigen::ArrayXXd variance;  // [k, m] of the mean
};

// `labels[i]` is the cluster, below `clusters`, of row i of `values`.
Cells average(const Eigen::ArrayXXd& values, const std::vector<std::uint32_t>& labels, std::uint32_t clusters);

Covariances covariances(const Eigen::ArrayXXd& values, const std::vector<std::uint32_t>& labels, const Cells& cells);

// `noise_scale` multiplies S: above 1 shrinks more than estimated, below 1 less.
Shrunk shrink(const Cells& cells, const Covariances& covariances, double noise_scale);

// Expected USD of each model in each cluster, [k, m]: the mean, shrunk with the weight of ten answers towards the
// model's overall cost times how dear the cluster is for all models. NaN for a model without any known cost.
Eigen::ArrayXXd shrink_costs(const Scores& scores, const std::vector<std::uint32_t>& labels, std::uint32_t clusters);

}  // namespace alpharoute::fit
