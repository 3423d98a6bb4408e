// Changes the prices of an artifact.
#pragma once

#include <span>

#include "alpharoute/artifact.h"

namespace alpharoute {

// Multiplies the costs of model i (profiles, posterior, list prices) by `factors[i]`, above 0 and at most 1,000,000,
// and recomputes the posterior's cost_scale from the models' mean costs, as the fit does. Equal factors multiply the
// scale instead, so that every score stays the same (except for rounding; bit-identical for powers of two), even if the
// scale does not match the means, as after adding a model.
//
// Keeps accuracies, clusters and `fit_json`, whose test results are for the old prices. Empties the SHA-256, because no
// file has these numbers. Error::invalid_argument unless there is one factor per model, each is in range, and every
// price stays within the limits of an artifact.
Result<Artifact> reprice(Artifact artifact, std::span<const double> factors);

}  // namespace alpharoute
