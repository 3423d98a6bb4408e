// Seeded k-means: finds the clusters of a router.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "fit/cluster/rows.h"

namespace alpharoute::fit {

struct KMeansOptions {
  std::uint32_t clusters = 60;  // k
  std::uint64_t seed = 42;
  std::uint32_t starts = 4;            // independent runs; the one with the least inertia is kept
  std::uint32_t max_iterations = 300;  // per run
  double tolerance = 1e-4;             // a run ends when no label changes, or when the centres' squared shift is at
                                       // most this times the mean variance of a dimension (scikit-learn's `tol`)
  unsigned threads = 0;                // 0: all
};

struct KMeans {
  std::vector<float> centroids;       // [k, d], means of their rows, not scaled to unit length
  std::vector<std::uint32_t> labels;  // [n] nearest centroid; ties go to the lower id
  std::vector<float> distances;       // [n] Euclidean distance to it
  double inertia = 0.0;               // sum of the squared distances
  std::uint32_t iterations = 0;       // iterations of the run that was kept
};

// Clusters at least `clusters` (1 or more) unit-length rows. `progress` is called from the calling thread with the
// share done, which never decreases.
//
// The result depends only on rows, seed and options, bit for bit, not on the number of threads; another processor may
// round differently. An empty cluster is reseeded with the row farthest from its centre. Allocates at most half the
// memory of the rows.
// Sources: Lloyd 1982; Arthur and Vassilvitskii 2007 (k-means++), greedy as in scikit-learn; Hamerly 2010 (bounds).
KMeans kmeans(Rows rows, const KMeansOptions& options, const std::function<void(double)>& progress);

}  // namespace alpharoute::fit
