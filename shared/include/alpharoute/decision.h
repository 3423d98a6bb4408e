// The decision for one query, and the reasons. Command line, gateway and web app all show this struct.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "alpharoute/clusters.h"
#include "alpharoute/profiles.h"
#include "alpharoute/scoring.h"
#include "alpharoute/spectrum.h"

namespace alpharoute {

// One model of the plan.
struct ModelScore {
  std::uint32_t model;      // row of the artifact's models
  double score;             // at the decision's alpha; NaN if the model is not eligible
  Expectation expectation;  // for this query
};

struct Decision {
  std::uint32_t model = 0;  // the chosen model: a row of the artifact's models
  double alpha = 0.0;
  Scoring scoring = Scoring::paper;
  std::optional<std::uint32_t> runner_up;  // empty if no other model is eligible
  double margin = 0.0;             // score of the chosen model minus the runner-up's; 0 if no other model is eligible
  double novelty = 0.0;            // 0 to 1, see novelty()
  std::vector<ModelScore> models;  // in the artifact's order
  std::vector<NearCluster> clusters;  // nearest first
  std::vector<Segment> spectrum;      // the choice at every alpha
};

// Queries of this novelty or more are far from the training data: only 1 % of the training queries are as far.
inline constexpr double kNovel = 0.99;

// Returns the share of training queries whose distance to their nearest centroid is less than `distance`, 0 to 1.
// Interpolates linearly between `quantiles`: two or more, ascending, evenly spaced from 0 to 1.
double novelty(std::span<const float> quantiles, float distance);

}  // namespace alpharoute
