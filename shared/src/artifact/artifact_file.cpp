#include "alpharoute/artifact_file.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "alpharoute/sha256.h"
#include "artifact/artifact_header.h"

namespace alpharoute {
namespace {

constexpr std::uint64_t kMaxExtent = 1u << 16;
constexpr float kMaxMagnitude = 16.0f;  // a mean of unit vectors has at most length 1; more means a damaged file

bool all(const std::vector<float>& values, bool (*is_valid)(float)) {
  return std::all_of(values.begin(), values.end(), is_valid);
}

// Reads k and d, which with the number of models determine every other shape.
Result<void> read_extents(const Safetensors& file, Centroids& centroids) {
  const auto found = file.tensors().find("centroids");
  if (found == file.tensors().end()) return bad_artifact("the file has no tensor \"centroids\"");
  const std::vector<std::uint64_t>& shape = found->second.shape;
  const auto is_sane = [](std::uint64_t extent) { return extent > 0 && extent <= kMaxExtent; };
  if (shape.size() != 2 || !std::all_of(shape.begin(), shape.end(), is_sane)) {
    return bad_artifact("its centroids must be a matrix of 1 to " + std::to_string(kMaxExtent) + " rows and columns");
  }
  centroids.count = static_cast<std::uint32_t>(shape[0]);
  centroids.dimensions = static_cast<std::uint32_t>(shape[1]);
  return {};
}

Result<void> read_bytes_as_centroids(const Safetensors& file, std::span<const std::uint64_t> shape,
                                     std::vector<float>& values) {
  const Result<Tensor> rows = file.tensor("centroids", "I8", shape);
  if (!rows) return bad_artifact(rows.error().message);
  const Result<std::vector<float>> scales = file.floats("centroid_scales", shape.first(1));
  if (!scales) return bad_artifact(scales.error().message);
  values.resize(rows->bytes.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = (*scales)[i / shape[1]] * static_cast<float>(std::to_integer<std::int8_t>(rows->bytes[i]));
  }
  return {};
}

Result<void> read_centroids(const Safetensors& file, Centroids& centroids) {
  if (auto done = read_extents(file, centroids); !done) return done;
  const std::uint64_t shape[] = {centroids.count, centroids.dimensions};
  if (file.tensors().find("centroids")->second.dtype == "I8") {
    if (auto done = read_bytes_as_centroids(file, shape, centroids.values); !done) return done;
  } else {
    Result<std::vector<float>> values = file.floats("centroids", shape);
    if (!values) return bad_artifact(values.error().message);
    centroids.values = *std::move(values);
  }
  if (!all(centroids.values, [](float value) { return std::abs(value) <= kMaxMagnitude; })) {
    return bad_artifact("its centroids have values above 16, which are not means of unit vectors");
  }
  return {};
}

template <typename T>
Result<void> take(Result<std::vector<T>> values, std::vector<T>& field) {
  if (!values) return bad_artifact(values.error().message);
  field = *std::move(values);
  return {};
}

Result<void> read_profiles(const Safetensors& file, Profiles& profiles) {
  const std::uint64_t shape[] = {profiles.models, profiles.clusters};
  if (auto done = take(file.floats("accuracy", shape), profiles.accuracy); !done) return done;
  if (auto done = take(file.floats("cost", shape), profiles.cost); !done) return done;
  if (auto done = take(file.unsigned_integers("count", shape), profiles.count); !done) return done;
  if (!all(profiles.accuracy, [](float value) { return std::isnan(value) || (value >= 0.0f && value <= 1.0f); })) {
    return bad_artifact("an accuracy is not from 0 to 1");
  }
  if (!all(profiles.cost, [](float value) { return std::isnan(value) || (value >= 0.0f && std::isfinite(value)); })) {
    return bad_artifact("a cost is negative or not finite");
  }
  for (std::size_t cell = 0; cell < profiles.count.size(); ++cell) {
    if ((profiles.count[cell] == 0) != std::isnan(profiles.accuracy[cell])) {
      return bad_artifact("a cell has an accuracy without answers, or answers without an accuracy");
    }
  }
  return {};
}

Result<void> read_cluster_facts(const Safetensors& file, Artifact& artifact) {
  const std::uint64_t clusters[] = {artifact.centroids.count};
  const std::uint64_t any[] = {0};
  if (auto done = take(file.unsigned_integers("cluster_size", clusters), artifact.cluster_size); !done) return done;
  if (auto done = take(file.floats("distance_quantiles", any), artifact.distance_quantiles); !done) return done;
  const std::vector<float>& quantiles = artifact.distance_quantiles;
  if (quantiles.size() < 2 || !std::is_sorted(quantiles.begin(), quantiles.end()) ||
      !all(quantiles, [](float value) { return value >= 0.0f && std::isfinite(value); })) {
    return bad_artifact("its distance_quantiles must be two or more ascending distances");
  }
  if (artifact.cluster_labels.size() != artifact.centroids.count) {
    return bad_artifact("it has " + std::to_string(artifact.cluster_labels.size()) + " cluster_labels for " +
                        std::to_string(artifact.centroids.count) + " clusters");
  }
  if (artifact.embedder.dimensions != artifact.centroids.dimensions) {
    return bad_artifact("its centroids have " + std::to_string(artifact.centroids.dimensions) +
                        " dimensions, but its embedder has " + std::to_string(artifact.embedder.dimensions));
  }
  return {};
}

}  // namespace

Result<Artifact> read_artifact(std::span<const std::byte> bytes) {
  const Result<Safetensors> file = Safetensors::parse(bytes);
  if (!file) return file.error();
  Artifact artifact;
  bool has_posterior = false;
  if (auto done = read_header(*file, artifact, has_posterior); !done) return done.error();
  if (auto done = read_centroids(*file, artifact.centroids); !done) return done.error();
  artifact.profiles.models = static_cast<std::uint32_t>(artifact.models.size());
  artifact.profiles.clusters = artifact.centroids.count;
  if (auto done = read_profiles(*file, artifact.profiles); !done) return done.error();
  if (auto done = read_cluster_facts(*file, artifact); !done) return done.error();
  if (has_posterior) {
    if (auto done = read_posterior(*file, artifact); !done) return done.error();
  }
  artifact.sha256 = sha256_hex(bytes);
  return artifact;
}

}  // namespace alpharoute
