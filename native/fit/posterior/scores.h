// The labelled answers of the training rows as matrices.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "data/dataset.h"

namespace alpharoute::fit {

// Answers of m models to n rows.
struct Scores {
  Eigen::ArrayXXd score;  // [n, m], 0 to 1; NaN: no answer
  Eigen::ArrayXXd cost;   // [n, m], USD; NaN: unknown

  Eigen::Index rows() const { return score.rows(); }
  Eigen::Index models() const { return score.cols(); }
};

// Returns the scores and costs of these rows of `dataset`, in the given order.
Scores scores_of(const data::Dataset& dataset, const std::vector<std::size_t>& rows);

// Returns these rows of `scores`, in the given order.
Scores take_rows(const Scores& scores, const std::vector<Eigen::Index>& rows);

// Returns the mean of each column's known values; NaN for a column without any.
Eigen::ArrayXd known_means(const Eigen::ArrayXXd& values);

}  // namespace alpharoute::fit
