// One fold of the cross-validation: how well each setting of the posterior predicts held-out rows.
#pragma once

#include <cstdint>
#include <vector>

#include "alpharoute/clusters.h"
#include "fit/cluster/kmeans.h"
#include "fit/cluster/rows.h"
#include "fit/posterior/head.h"
#include "fit/posterior/scores.h"
#include "fit/posterior/settings.h"

namespace alpharoute::fit {

// Returns the grid of settings to try, without duplicates: with a head share of 0, for example, the ridge has no
// effect.
std::vector<PosteriorSettings> candidates(std::uint32_t clusters);

class Fold {
 public:
  // Fits on `training` everything that the settings choose among. `held_out` are the rows to predict and `observed`
  // [n, m] their scores. Errors count only the models `hull_models`. The rows must outlive the fold.
  Fold(Rows training, const Scores& scores, Rows held_out, const Eigen::ArrayXXd& observed, const HeadSums& head_sums,
       const KMeansOptions& options, std::uint32_t near, const std::vector<Eigen::Index>& hull_models);

  // Adds to errors[i] the squared error of the differences between models with all[i].
  void add_errors(const std::vector<PosteriorSettings>& all, std::vector<double>& errors) const;

  // Returns the same error for the models' overall means.
  double global_error() const;

 private:
  Rows held_out_;
  Eigen::ArrayXXd observed_;
  std::uint32_t near_;
  Centroids centroids_;
  std::vector<Eigen::ArrayXXd> cells_;  // by reach, then by noise scale
  std::vector<Eigen::ArrayXXd> heads_;  // by ridge
  Eigen::ArrayXXd global_;
};

}  // namespace alpharoute::fit
