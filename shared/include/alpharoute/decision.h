// What the router decided for one query, and why. The command line prints it, the server returns it, the page draws it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "alpharoute/clusters.h"
#include "alpharoute/profiles.h"
#include "alpharoute/scoring.h"
#include "alpharoute/spectrum.h"

namespace alpharoute {

// One model that was allowed to answer.
struct ModelScore {
  std::uint32_t model;      // row of the artifact's models
  double score;             // at the decision's alpha; NaN if the model is not eligible there
  Expectation expectation;  // for this query
};

struct Decision {
  std::uint32_t model = 0;  // the chosen one, a row of the artifact's models
  double alpha = 0.0;
  Scoring scoring = Scoring::paper;
  std::optional<std::uint32_t> runner_up;  // none if no other model is eligible
  double margin = 0.0;                     // score of the chosen model above the runner-up's; 0 without one
  double novelty = 0.0;                    // see novelty()
  std::vector<ModelScore> models;          // in the artifact's order
  std::vector<NearCluster> clusters;       // nearest first
  std::vector<Segment> spectrum;           // the choice over the whole dial, for this query and these models
};

// From here on a query is unlike anything the clusters were fitted on: only one training query in a hundred is as far.
inline constexpr double kNovel = 0.99;

// Share of the training queries that lie nearer to their nearest centroid than `distance`, 0 to 1, read off ascending
// quantiles (two or more, evenly spaced from 0 to 1) with linear interpolation.
double novelty(std::span<const float> quantiles, float distance);

}  // namespace alpharoute
