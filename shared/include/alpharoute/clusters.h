// Assigns a query to its nearest clusters.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "alpharoute/status.h"

namespace alpharoute {

// Cluster centres as k-means leaves them: means of unit-length embeddings, not scaled to unit length again.
struct Centroids {
  std::uint32_t count = 0;       // k
  std::uint32_t dimensions = 0;  // d
  std::vector<float> values;     // [k, d]
};

struct NearCluster {
  std::uint32_t id;  // row of the centroid matrix
  float distance;    // Euclidean, 0 to 2; in refcode mode 1 - cosine-like product, -1 to 2
  double weight;     // share in the decision; the weights of one query sum to 1
};

// Success if `embedding` has the given number of dimensions, is finite and of unit length (to 1e-3), else
// Error::bad_embedding.
Result<void> check_embedding(std::span<const float> embedding, std::uint32_t dimensions);

// The `nearest_clusters` centroids nearest to `embedding` by Euclidean distance, nearest first, of equally near ones the lower id
// first, with equal weights; all of them if nearest_clusters > k. Fills `near`; `scratch` is working space. Neither allocates once
// it has grown. Reads k*d floats once. Thread-safe: no state.
// Source: Avengers-Pro (arXiv 2508.12631), section 2, "assigned to the top-p nearest cluster(s)".
void nearest_by_distance(const Centroids& centroids, std::span<const float> embedding, std::uint32_t nearest_clusters,
                         std::vector<float>& scratch, std::vector<NearCluster>& near);

// The same, with weights in proportion to exp(-softness * squared distance).
void nearest_softly(const Centroids& centroids, std::span<const float> embedding, std::uint32_t nearest_clusters, double softness,
                    std::vector<float>& scratch, std::vector<NearCluster>& near);

// The same by 1 - q.c, with weights softmax(-beta * (1 - q.c)) over the clusters returned.
// Source: the public code of the same authors (docs/method.md, "refcode").
void nearest_by_product(const Centroids& centroids, std::span<const float> embedding, std::uint32_t nearest_clusters, double beta,
                        std::vector<float>& scratch, std::vector<NearCluster>& near);

}  // namespace alpharoute
