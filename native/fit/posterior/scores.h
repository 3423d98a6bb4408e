// The labelled answers of the training rows as matrices.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "data/dataset.h"

namespace alpharoute::fit {

// Answers of n rows by m models; NaN where there is none, or no known cost.
struct Scores {
  Eigen::ArrayXXd score;  // [n, m], 0 to 1
  Eigen::ArrayXXd cost;   // [n, m], USD

  Eigen::Index rows() const { return score.rows(); }
  Eigen::Index models() const { return score.cols(); }
};

Scores scores_of(const data::Dataset& dataset, const std::vector<std::size_t>& rows);

// The answers of these rows.
Scores take_rows(const Scores& scores, const std::vector<Eigen::Index>& rows);

// Mean of each column over what is known; NaN where nothing is.
Eigen::ArrayXd known_means(const Eigen::ArrayXXd& values);

}  // namespace alpharoute::fit
