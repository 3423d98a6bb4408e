// Each model's mean score in each cluster, and the covariances of these means.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "fit/posterior/scores.h"

namespace alpharoute::fit {

// Means of the labelled answers of each model in each cluster.
struct Cells {
  Eigen::ArrayXXd mean;    // [k, m]; 0 without an answer
  Eigen::ArrayXXd count;   // [k, m] answers
  Eigen::ArrayXd overall;  // [m] means over all rows
};

// Covariances between models, [m, m], positive definite.
struct Covariances {
  Eigen::MatrixXd between;  // B: covariance of the clusters' true means
  Eigen::MatrixXd within;   // S: covariance of single answers around their cluster's mean
};

// `labels[i]` is the cluster, below `clusters`, of row i of `values`; NaN values are skipped.
Cells average(const Eigen::ArrayXXd& values, const std::vector<std::uint32_t>& labels, std::uint32_t clusters);

// Estimates B and S by the method of moments (docs/method.md, `posterior`).
Covariances covariances(const Eigen::ArrayXXd& values, const std::vector<std::uint32_t>& labels, const Cells& cells);

// Covariance of two models' cell means, per unit of `within`: 1 / the larger count, as if one model had answered a
// subset of the other's rows.
double shared_noise(double count_a, double count_b);

}  // namespace alpharoute::fit
