#include <algorithm>
#include <cmath>

#include "artifact/artifact_header.h"

namespace alpharoute {
namespace {

constexpr float kMaxWeight = 1e6f;

Result<void> read(const Safetensors& file, const char* name, std::span<const std::uint64_t> shape,
                  bool (*is_valid)(float), std::vector<float>& field) {
  Result<std::vector<float>> values = file.floats(name, shape);
  if (!values) return bad_artifact(values.error().message);
  if (!std::all_of(values->begin(), values->end(), is_valid)) {
    return bad_artifact("its " + std::string(name) + " has a value out of range");
  }
  field = *std::move(values);
  return {};
}

bool is_share(float value) { return value >= 0.0f && value <= 1.0f; }
bool is_cost(float value) { return std::isnan(value) || (value >= 0.0f && std::isfinite(value)); }
bool is_weight(float value) { return std::abs(value) <= kMaxWeight; }

}  // namespace

Result<void> read_posterior(const Safetensors& file, Artifact& artifact) {
  Posterior& posterior = artifact.posterior;
  const std::uint64_t cells[] = {artifact.models.size(), artifact.centroids.count};
  if (auto done = read(file, "posterior_accuracy", cells, is_share, posterior.accuracy); !done) return done;
  if (auto done = read(file, "posterior_variance", cells, is_share, posterior.variance); !done) return done;
  if (auto done = read(file, "posterior_cost", cells, is_cost, posterior.cost); !done) return done;
  if (posterior.head_share == 0.0) return {};
  const std::uint64_t weights[] = {artifact.models.size(), artifact.centroids.dimensions};
  if (auto done = read(file, "head", weights, is_weight, posterior.head); !done) return done;
  return read(file, "head_offset", std::span(weights).first(1), is_weight, posterior.offset);
}

}  // namespace alpharoute
