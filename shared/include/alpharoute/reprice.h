// What if prices change: an artifact as it would be with every model's costs times a factor.
#pragma once

#include <span>

#include "alpharoute/artifact.h"

namespace alpharoute {

// Multiplies the costs of model i (profiles, posterior, list prices) by `factors[i]`, above 0 and at most 1,000,000,
// and makes the posterior's cost_scale again as the fit makes it, from the models' mean costs. Where all factors are
// the same the scale is multiplied like the costs, so that every score stays (but for rounding; for powers of two, and
// so for 1, to the last bit), also in artifacts whose scale other programs or added models set apart from their means.
//
// What was fitted stays: accuracies, clusters, and `fit_json`, whose test figures are those of the old prices. The
// SHA-256 is emptied, because no file has these numbers: decisions must not pass for the original's.
// Error::invalid_argument if there is not one factor a model, one is out of range, or a price would leave what an artifact
// may hold.
Result<Artifact> reprice(Artifact artifact, std::span<const double> factors);

}  // namespace alpharoute
