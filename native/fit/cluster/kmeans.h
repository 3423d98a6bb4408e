// Seeded k-means: the clusters that a router is made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace alpharoute::fit {

// A matrix of `count` rows, row-major, not owned.
struct Rows {
  const float* values;
  std::size_t count, dimensions;

  const float* row(std::size_t i) const { return values + i * dimensions; }
};

struct KMeansOptions {
  std::uint32_t clusters = 60;  // k
  std::uint64_t seed = 42;
  std::uint32_t starts = 4;            // independent runs; the one of least inertia counts
  std::uint32_t max_iterations = 300;  // of each run
  double tolerance = 1e-4;             // a run ends when the centres' squared shift is below this times the variance of
                                       // a dimension, on average (scikit-learn's `tol`), or when no label changes
  unsigned threads = 0;                // 0: all
};

struct KMeans {
  std::vector<float> centroids;       // [k, d], means of their rows, not scaled to unit length
  std::vector<std::uint32_t> labels;  // [n] nearest centroid, the lower id of equally near ones
  std::vector<float> distances;       // [n] Euclidean distance to it
  double inertia = 0.0;               // sum of the squared distances
  std::uint32_t iterations = 0;       // of the run that counts
};

// Clusters unit-length rows, of which there are at least `clusters`, and at least one cluster. `progress` is called
// from the calling thread with the share done, which never falls.
//
// The result follows from rows, seed and options bit for bit, whatever the number of threads; another kind of processor
// may round differently. An empty cluster is reseeded with the row farthest from its centre. Takes at most half of the
// rows' memory on top of them.
// Sources: Lloyd 1982; Arthur and Vassilvitskii 2007 (k-means++), greedy as in scikit-learn; Hamerly 2010 (bounds).
KMeans kmeans(Rows rows, const KMeansOptions& options, const std::function<void(double)>& progress);

}  // namespace alpharoute::fit
