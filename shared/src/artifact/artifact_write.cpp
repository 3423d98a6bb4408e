#include <algorithm>
#include <cmath>
#include <cstring>

#include "alpharoute/artifact_file.h"
#include "alpharoute/half.h"
#include "artifact/artifact_header.h"

namespace alpharoute {
namespace {

using Tensors = std::map<std::string, Tensor, std::less<>>;

template <typename T>
Tensor tensor(const char* dtype, std::vector<std::uint64_t> shape, const std::vector<T>& values) {
  return {dtype, std::move(shape), std::as_bytes(std::span(values))};
}

// Scales the largest magnitude of each row to 127; a row of zeros has scale 0.
void quantise(const Centroids& centroids, std::vector<std::int8_t>& codes, std::vector<float>& scales) {
  codes.resize(centroids.values.size());
  for (std::size_t row = 0; row < centroids.count; ++row) {
    const auto values = std::span(centroids.values).subspan(row * centroids.dimensions, centroids.dimensions);
    float largest = 0.0f;
    for (const float value : values) largest = std::max(largest, std::abs(value));
    scales.push_back(largest / 127.0f);
    for (std::size_t j = 0; j < values.size(); ++j) {
      const float code = largest > 0.0f ? values[j] / scales.back() : 0.0f;
      codes[row * values.size() + j] = static_cast<std::int8_t>(std::nearbyint(code));
    }
  }
}

}  // namespace

std::string write_artifact(const Artifact& artifact, CentroidPrecision precision) {
  const Centroids& centroids = artifact.centroids;
  const Profiles& profiles = artifact.profiles;
  const std::vector<std::uint64_t> cells = {profiles.models, profiles.clusters};
  const std::vector<std::uint64_t> centres = {centroids.count, centroids.dimensions};
  Tensors tensors = {
      {"accuracy", tensor("F32", cells, profiles.accuracy)},
      {"cost", tensor("F32", cells, profiles.cost)},
      {"count", tensor("U32", cells, profiles.count)},
      {"cluster_size", tensor("U32", {centroids.count}, artifact.cluster_size)},
      {"distance_quantiles", tensor("F32", {artifact.distance_quantiles.size()}, artifact.distance_quantiles)}};
  const Posterior& posterior = artifact.posterior;
  if (!posterior.empty()) {
    tensors["posterior_accuracy"] = tensor("F32", cells, posterior.accuracy);
    tensors["posterior_variance"] = tensor("F32", cells, posterior.variance);
    tensors["posterior_cost"] = tensor("F32", cells, posterior.cost);
  }
  if (posterior.head_share > 0.0) {
    tensors["head"] = tensor("F32", {profiles.models, centroids.dimensions}, posterior.head);
    tensors["head_offset"] = tensor("F32", {profiles.models}, posterior.offset);
  }
  std::vector<std::uint16_t> halves;
  std::vector<std::int8_t> codes;
  std::vector<float> scales;
  switch (precision) {
    case CentroidPrecision::f32: tensors["centroids"] = tensor("F32", centres, centroids.values); break;
    case CentroidPrecision::f16:
      halves.resize(centroids.values.size());
      std::transform(centroids.values.begin(), centroids.values.end(), halves.begin(), float_to_half);
      tensors["centroids"] = tensor("F16", centres, halves);
      break;
    case CentroidPrecision::i8:
      quantise(centroids, codes, scales);
      tensors["centroids"] = tensor("I8", centres, codes);
      tensors["centroid_scales"] = tensor("F32", {centroids.count}, scales);
      break;
  }
  return write_safetensors(tensors, write_header(artifact));
}

}  // namespace alpharoute
