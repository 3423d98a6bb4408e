// Assigns a query to its nearest clusters.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "alpharoute/status.h"

namespace alpharoute {

// Cluster centres: means of unit-length embeddings, so their own length is 1 or less.
struct Centroids {
  std::uint32_t count = 0;       // k
  std::uint32_t dimensions = 0;  // d
  std::vector<float> values;     // [k, d]
};

struct NearCluster {
  std::uint32_t id;  // row of the centroid matrix
  float distance;    // Euclidean, 0 to 2; in the mode refcode 1 - q.c, 0 to 2
  double weight;     // share in the decision; the weights of one query sum to 1
};

// Returns Error::bad_embedding unless `embedding` has this number of dimensions and unit length (within 1e-3).
Result<void> check_embedding(std::span<const float> embedding, std::uint32_t dimensions);

// Fills `near` with the `nearest_clusters` centroids nearest to `embedding` (all if there are fewer) by Euclidean
// distance, nearest first, with equal weights. Ties go to the lower id.
//
// `scratch` is working space; it and `near` keep their memory between calls. Reads k*d floats once. Thread-safe.
// Source: Avengers-Pro (arXiv 2508.12631), section 2, "assigned to the top-p nearest cluster(s)".
void nearest_by_distance(const Centroids& centroids, std::span<const float> embedding, std::uint32_t nearest_clusters,
                         std::vector<float>& scratch, std::vector<NearCluster>& near);

// The same with weights proportional to exp(-softness * squared distance).
void nearest_softly(const Centroids& centroids, std::span<const float> embedding, std::uint32_t nearest_clusters,
                    double softness, std::vector<float>& scratch, std::vector<NearCluster>& near);

// The same with the distance 1 - q.c, and weights softmax(-beta * (1 - q.c)) over the returned clusters.
// Source: the public code of the same authors (docs/method.md, "refcode").
void nearest_by_product(const Centroids& centroids, std::span<const float> embedding, std::uint32_t nearest_clusters,
                        double beta, std::vector<float>& scratch, std::vector<NearCluster>& near);

}  // namespace alpharoute
