// Hyperparameters of the scoring mode `posterior`, and how well each kind of prediction did in cross-validation.
#pragma once

#include <cstdint>

namespace alpharoute::fit {

// What cross-validation chooses.
struct PosteriorSettings {
  double noise_scale = 1.0;  // see shrink()
  double reach = 0.25;       // see kernel_matrix()
  double softness = 10.0;    // see nearest_softly()
  double ridge = 10.0;       // ridge of the head, see HeadSums::solve()
  double head_share = 0.25;  // weight of the head in the expected accuracy, 0 to 1
};

// The chosen settings. Errors are mean squared errors of the differences between models, per held-out answer.
struct PosteriorChoice {
  PosteriorSettings settings;
  std::uint32_t folds = 0;      // 0: too few rows for cross-validation; the settings are the defaults
  double error = 0.0;           // error of the chosen settings
  double clusters_alone = 0.0;  // least error without the head
  double head_alone = 0.0;      // least error of the head without the clusters
  double global_means = 0.0;    // error of the models' overall means, which ignore the query
};

}  // namespace alpharoute::fit
