#include "alpharoute/reprice.h"

#include <algorithm>
#include <cmath>

namespace alpharoute {
namespace {

constexpr double kMostFactor = 1e6;
constexpr double kMostPrice = 1e9;  // the limit of read_artifact

Error bad(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

// Returns false if a product overflows.
bool multiply(std::span<float> costs, double factor) {
  bool fits = true;
  for (float& cost : costs) {
    cost = static_cast<float>(static_cast<double>(cost) * factor);
    fits = fits && !std::isinf(cost);
  }
  return fits;
}

bool multiply(std::optional<double>& price, double factor) {
  if (price) *price *= factor;
  return !price || *price <= kMostPrice;
}

Scale cost_scale(const Artifact& artifact, std::span<const double> factors) {
  const Scale& scale = artifact.posterior.cost_scale;
  if (std::all_of(factors.begin(), factors.end(), [&](double factor) { return factor == factors[0]; })) {
    return {scale.low * factors[0], scale.width * factors[0]};
  }
  std::vector<double> means;
  for (std::uint32_t model = 0; model < artifact.profiles.models; ++model) {
    means.push_back(mean_over_clusters(artifact.profiles, artifact.profiles.cost, model));
  }
  return scale_of(means);
}

}  // namespace

Result<Artifact> reprice(Artifact artifact, std::span<const double> factors) {
  if (factors.size() != artifact.models.size()) return bad("there must be one factor for each model of the router.");
  const std::size_t clusters = artifact.profiles.clusters;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    ModelInfo& model = artifact.models[i];
    const double factor = factors[i];
    if (!(factor > 0.0 && factor <= kMostFactor)) {
      return bad("the factor of model \"" + model.id + "\" must be a number above 0 and at most 1,000,000.");
    }
    bool fits = multiply(model.input_price, factor) && multiply(model.output_price, factor);
    for (std::vector<float>* costs : {&artifact.profiles.cost, &artifact.posterior.cost}) {
      if (costs->empty()) continue;  // no posterior
      fits = multiply(std::span(*costs).subspan(i * clusters, clusters), factor) && fits;
    }
    if (!fits) return bad("the factor of model \"" + model.id + "\" makes its price too large. Lower it.");
  }
  artifact.posterior.cost_scale = cost_scale(artifact, factors);
  artifact.sha256.clear();
  return artifact;
}

}  // namespace alpharoute
