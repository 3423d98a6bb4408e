// A request resolved against an artifact: every option has a value, and the models are rows.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "alpharoute/artifact.h"
#include "alpharoute/options.h"
#include "alpharoute/scoring.h"
#include "alpharoute/status.h"

namespace alpharoute {

// The allowed models and how they are scored: everything except alpha.
struct Selection {
  Scoring scoring;
  std::uint32_t nearest_clusters;
  std::vector<std::uint32_t> models;  // rows of the artifact's models, ascending, at least one
  std::optional<double> max_cost_usd;
  std::optional<double> min_accuracy;
};

struct Plan : Selection {
  double alpha;
};

// An alpha with its expected accuracy and cost, averaged over the training clusters, weighted by their size.
struct OperatingPoint {
  double alpha;
  double accuracy;       // 0 to 1
  double cost_per_1000;  // USD
};

// Resolves everything in `request` except alpha and budget.
//
// Error::invalid_argument for a number out of range, an unknown model, or a scoring mode that the artifact was not
// fitted for; Error::no_model if no model is left.
Result<Selection> select(const Artifact& artifact, const Request& request);

}  // namespace alpharoute
