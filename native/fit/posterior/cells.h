// What the models did in each cluster, and how those means vary: between clusters and by chance.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "fit/posterior/scores.h"

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

// `labels[i]` is the cluster, below `clusters`, of row i of `values`.
Cells average(const Eigen::ArrayXXd& values, const std::vector<std::uint32_t>& labels, std::uint32_t clusters);

Covariances covariances(const Eigen::ArrayXXd& values, const std::vector<std::uint32_t>& labels, const Cells& cells);

// Noise that the means of two models in a cluster have in common from answers to the same rows, per unit of `within`.
double shared_noise(double count_a, double count_b);

}  // namespace alpharoute::fit
