// The linear head: ridge regression of each model's score on the embedding.
#pragma once

#include <Eigen/Core>

#include "fit/cluster/rows.h"
#include "fit/posterior/scores.h"

namespace alpharoute::fit {

// score ~ weights . embedding + offset.
struct Head {
  Eigen::MatrixXd weights;  // [m, d]
  Eigen::VectorXd offset;   // [m]
};

// The sums that ridge regression needs. They are additive: the sums of all rows minus the sums of the held-out rows
// give the sums of a fold.
class HeadSums {
 public:
  // `centre` [d] is subtracted from every embedding.
  HeadSums(Eigen::Index models, Eigen::RowVectorXf centre);

  // Adds rows `begin` to `end` (excluded) of both.
  void add(Rows rows, const Scores& scores, std::size_t begin, std::size_t end);
  HeadSums without(const HeadSums& part) const;

  // `ridge` must be above 0; its unit is squared embedding length. For a model without answers to all rows, the Gram
  // matrix of all rows is scaled by its share of them, which is unbiased if answers are missing at random.
  // Source: Hoerl and Kennard 1970 (ridge regression).
  Head solve(double ridge) const;

 private:
  Eigen::RowVectorXf centre_;
  double rows_ = 0.0;
  Eigen::MatrixXf gram_;      // [d, d] sum of embedding * embedding'; only the lower half
  Eigen::MatrixXd products_;  // [d, m] sum of embedding * score over the model's answers
  Eigen::MatrixXd sums_;      // [d, m] sum of embeddings over the model's answers
  Eigen::VectorXd totals_;    // [m] sum of scores
  Eigen::VectorXd counts_;    // [m] answers
};

// Returns the mean embedding [d].
Eigen::RowVectorXf mean_row(Rows rows);

}  // namespace alpharoute::fit
