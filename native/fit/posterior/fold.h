// One fold of the cross-validation: what each setting of the posterior foretells of rows it was not fitted on.
#pragma once

#include <cstdint>
#include <vector>

#include "alpharoute/clusters.h"
#include "fit/posterior/head.h"
#include "fit/cluster/kmeans.h"
#include "fit/posterior/posterior.h"
#include "fit/posterior/scores.h"

namespace alpharoute::fit {

// All settings worth trying, each once: where the head has no share its ridge means nothing, and so on.
std::vector<PosteriorSettings> candidates(std::uint32_t clusters);

class Fold {
 public:
  // Fits on `training` everything that a setting may choose among; `held_out` are the rows to predict, `seen` [n, m]
  // what the models got there. Errors count the models `hull_models` alone. The rows must outlive the fold.
  Fold(Rows training, const Scores& scores, Rows held_out, const Eigen::ArrayXXd& seen, const HeadSums& head_sums,
       const KMeansOptions& options, std::uint32_t near, const std::vector<Eigen::Index>& hull_models);

  // Adds each setting's squared error of the differences between models to errors[i].
  void try_all(const std::vector<PosteriorSettings>& all, std::vector<double>& errors) const;

  // That of the models' overall means.
  double global_error() const;

 private:
  Rows held_out_;
  Eigen::ArrayXXd seen_;
  std::uint32_t near_;
  Centroids centroids_;
  std::vector<Eigen::ArrayXXd> cells_;  // by reach, then by noise scale
  std::vector<Eigen::ArrayXXd> heads_;  // by ridge
  Eigen::ArrayXXd global_;
};

}  // namespace alpharoute::fit
