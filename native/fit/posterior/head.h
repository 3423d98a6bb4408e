// A linear head on the embedding: ridge regression of each model's score.
#pragma once

#include <Eigen/Core>

#include "fit/cluster/kmeans.h"
#include "fit/posterior/scores.h"

namespace alpharoute::fit {

// score ~ weights . embedding + offset.
struct Head {
  Eigen::MatrixXd weights;  // [m, d]
  Eigen::VectorXd offset;   // [m]
};

// The sums that ridge regression needs. Those of parts add up to those of the whole, so that a fold's are the whole's
// less the part held out.
class HeadSums {
 public:
  // `centre` [d] is taken off every embedding.
  HeadSums(Eigen::Index models, Eigen::RowVectorXf centre);

  // Adds rows `begin` to `end` (excluded) of both.
  void add(Rows rows, const Scores& scores, std::size_t begin, std::size_t end);
  HeadSums without(const HeadSums& part) const;

  // `ridge` above 0, in units of squared embedding length. Where a model lacks answers, the products among its rows'
  // embeddings are taken as its share of all rows', which is right if answers are missing at random.
  // Source: Hoerl and Kennard 1970.
  Head solve(double ridge) const;

 private:
  Eigen::RowVectorXf centre_;
  double rows_ = 0.0;
  Eigen::MatrixXf gram_;      // [d, d] embeddings with embeddings; the lower half
  Eigen::MatrixXd products_;  // [d, m] embeddings with scores, where known
  Eigen::MatrixXd sums_;      // [d, m] of embeddings, where the score is known
  Eigen::VectorXd totals_;    // [m] of scores
  Eigen::VectorXd counts_;    // [m] of answers
};

Eigen::RowVectorXf mean_row(Rows rows);

}  // namespace alpharoute::fit
