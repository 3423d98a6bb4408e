#include "alpharoute/clusters.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "alpharoute/dot.h"
#include "alpharoute/exponential.h"

namespace alpharoute {
namespace {

constexpr float kUnitTolerance = 1e-3f;

// Keeps the `count` smallest values with their ids, smallest first, ties by id. Insertion is fast because few are kept:
// most values take one comparison.
void keep_smallest(std::span<const float> values, std::size_t count, std::vector<NearCluster>& kept) {
  kept.clear();
  kept.reserve(count);
  for (std::uint32_t id = 0; id < values.size(); ++id) {
    if (kept.size() == count) {
      if (!(values[id] < kept.back().distance)) continue;
      kept.pop_back();
    }
    const auto place = std::upper_bound(kept.begin(), kept.end(), values[id],
                                        [](float value, const NearCluster& other) { return value < other.distance; });
    kept.insert(place, {id, values[id], 0.0});
  }
}

// Sets the weights to softmax(-sharpness * distance), with the current values of `distance`.
void set_weights(std::vector<NearCluster>& near, double sharpness) {
  double sum = 0.0;
  for (NearCluster& cluster : near) {
    const double beyond_nearest = static_cast<double>(cluster.distance) - static_cast<double>(near.front().distance);
    cluster.weight = exponential(-sharpness * beyond_nearest);
    sum += cluster.weight;
  }
  for (NearCluster& cluster : near) cluster.weight /= sum;
}

// Returns `length` with six decimals. std::to_string would add all of printf to the WebAssembly module.
std::string decimal(float length) {
  if (std::isnan(length)) return "NaN";
  if (length >= 1e6f) return "1000000 or more";
  const auto millionths = static_cast<std::uint64_t>(static_cast<double>(length) * 1e6 + 0.5);
  const std::string digits = std::to_string(millionths % 1000000);
  return std::to_string(millionths / 1000000) + "." + std::string(6 - digits.size(), '0') + digits;
}

}  // namespace

Result<void> check_embedding(std::span<const float> embedding, std::uint32_t dimensions) {
  if (embedding.size() != dimensions) {
    return Error{ErrorCode::bad_embedding, "the embedding has " + std::to_string(embedding.size()) +
                                               " dimensions, but the artifact's clusters have " +
                                               std::to_string(dimensions) +
                                               ". Embed with the embedder that the artifact names."};
  }
  const float length = std::sqrt(dot(embedding, embedding));
  if (!(std::abs(length - 1.0f) <= kUnitTolerance)) {  // true also for NaN
    return Error{ErrorCode::bad_embedding,
                 "the embedding has length " + decimal(length) + ", not 1. Scale it to unit length."};
  }
  return {};
}

void nearest_by_distance(const Centroids& centroids, std::span<const float> embedding, std::uint32_t nearest_clusters,
                         std::vector<float>& scratch, std::vector<NearCluster>& near) {
  scratch.resize(centroids.count);
  squared_distances(centroids.values, embedding, scratch);
  keep_smallest(scratch, std::min(nearest_clusters, centroids.count), near);
  for (NearCluster& cluster : near) {
    cluster.distance = std::sqrt(cluster.distance);
    cluster.weight = 1.0 / static_cast<double>(near.size());
  }
}

void nearest_softly(const Centroids& centroids, std::span<const float> embedding, std::uint32_t nearest_clusters,
                    double softness, std::vector<float>& scratch, std::vector<NearCluster>& near) {
  scratch.resize(centroids.count);
  squared_distances(centroids.values, embedding, scratch);
  keep_smallest(scratch, std::min(nearest_clusters, centroids.count), near);
  set_weights(near, softness);
  for (NearCluster& cluster : near) cluster.distance = std::sqrt(cluster.distance);
}

void nearest_by_product(const Centroids& centroids, std::span<const float> embedding, std::uint32_t nearest_clusters,
                        double beta, std::vector<float>& scratch, std::vector<NearCluster>& near) {
  scratch.resize(centroids.count);
  dots(centroids.values, embedding, scratch);
  for (float& value : scratch) value = 1.0f - value;
  keep_smallest(scratch, std::min(nearest_clusters, centroids.count), near);
  set_weights(near, beta);
}

}  // namespace alpharoute
