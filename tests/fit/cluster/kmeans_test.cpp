#include "fit/cluster/kmeans.h"

#include <malloc.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "alpharoute/dot.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::fit;

namespace {

const auto kNoProgress = [](double) {};

KMeans cluster(const std::vector<float>& rows, std::size_t d, std::uint32_t k, std::uint64_t seed = 1,
               unsigned threads = 1, std::uint32_t starts = 2) {
  KMeansOptions options;
  options.clusters = k;
  options.seed = seed;
  options.threads = threads;
  options.starts = starts;
  return kmeans({rows.data(), rows.size() / d, d}, options, kNoProgress);
}

}  // namespace

TEST_CASE("k-means gives the same bytes for the same seed and any number of threads") {
  std::mt19937 random(1);
  const std::vector<float> rows = test::random_unit_rows(random, 3000, 48);
  const KMeans one = cluster(rows, 48, 20, 5, 1);
  for (const unsigned threads : {1u, 2u, 3u, 7u}) {
    const KMeans many = cluster(rows, 48, 20, 5, threads);
    REQUIRE(many.centroids == one.centroids);
    REQUIRE(many.labels == one.labels);
    REQUIRE(many.distances == one.distances);
    REQUIRE(many.inertia == one.inertia);
  }
  REQUIRE(cluster(rows, 48, 20, 6).centroids != one.centroids);
}

TEST_CASE("every row has the label of its nearest centroid, and distances and inertia match") {
  std::mt19937 random(2);
  const std::vector<float> rows = test::random_unit_rows(random, 1500, 32);
  const KMeans means = cluster(rows, 32, 17);
  double inertia = 0.0;
  std::vector<float> distances(17);
  for (std::size_t r = 0; r < 1500; ++r) {
    squared_distances(means.centroids, std::span(rows).subspan(r * 32, 32), distances);
    const auto nearest = std::min_element(distances.begin(), distances.end());
    REQUIRE(means.labels[r] == nearest - distances.begin());
    REQUIRE(means.distances[r] == std::sqrt(*nearest));
    inertia += static_cast<double>(*nearest);
  }
  REQUIRE(means.inertia == Approx(inertia).epsilon(1e-9));
}

TEST_CASE("centroids are the means of their rows after convergence") {
  std::mt19937 random(3);
  const std::vector<float> rows = test::random_unit_rows(random, 400, 8);
  const KMeans means = cluster(rows, 8, 5);
  std::vector<double> sums(5 * 8);
  std::vector<double> counts(5);
  for (std::size_t r = 0; r < 400; ++r) {
    ++counts[means.labels[r]];
    for (std::size_t l = 0; l < 8; ++l) sums[means.labels[r] * 8 + l] += static_cast<double>(rows[r * 8 + l]);
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    REQUIRE(means.centroids[i] == Approx(sums[i] / counts[i / 8]).margin(0.02));
  }
}

TEST_CASE("well separated groups are found exactly") {
  std::mt19937 random(4);
  std::normal_distribution<float> noise(0.0f, 0.02f);
  std::vector<float> rows;
  for (std::size_t r = 0; r < 900; ++r) {
    for (std::size_t l = 0; l < 16; ++l) rows.push_back((l == r % 9 ? 1.0f : 0.0f) + noise(random));
  }
  const KMeans means = cluster(rows, 16, 9);
  for (std::size_t r = 0; r < 900; ++r) REQUIRE(means.labels[r] == means.labels[r % 9]);
  REQUIRE(std::set(means.labels.begin(), means.labels.begin() + 9).size() == 9);
}

TEST_CASE("one cluster is the mean of all rows, and with as many clusters as rows the inertia is 0") {
  std::mt19937 random(5);
  const std::vector<float> rows = test::random_unit_rows(random, 40, 6);
  const KMeans one = cluster(rows, 6, 1);
  for (std::size_t l = 0; l < 6; ++l) {
    double mean = 0.0;
    for (std::size_t r = 0; r < 40; ++r) mean += static_cast<double>(rows[r * 6 + l]) / 40.0;
    REQUIRE(one.centroids[l] == Approx(mean).margin(1e-6));
  }
  REQUIRE(cluster(rows, 6, 40).inertia == Approx(0.0).margin(1e-10));
}

TEST_CASE("k-means ends with fewer distinct rows than clusters, with every label in range") {
  std::mt19937 random(6);
  const std::vector<float> three = test::random_unit_rows(random, 3, 8);
  std::vector<float> rows;
  for (std::size_t r = 0; r < 100; ++r) {
    rows.insert(rows.end(), three.begin() + static_cast<std::ptrdiff_t>(r % 3 * 8),
                three.begin() + static_cast<std::ptrdiff_t>(r % 3 * 8 + 8));
  }
  const KMeans means = cluster(rows, 8, 10);
  REQUIRE(means.inertia == Approx(0.0).margin(1e-10));
  for (const std::uint32_t label : means.labels) REQUIRE(label < 10);
  for (const float value : means.centroids) REQUIRE(std::isfinite(value));
}

TEST_CASE("more starts never increase the inertia") {
  std::mt19937 random(7);
  const std::vector<float> rows = test::random_unit_rows(random, 600, 12);
  double before = INFINITY;
  for (const std::uint32_t starts : {1u, 2u, 4u, 8u}) {
    const double inertia = cluster(rows, 12, 15, 3, 2, starts).inertia;
    REQUIRE(inertia <= before * (1 + 1e-6));
    before = inertia;
  }
}

TEST_CASE("progress rises to 1") {
  std::mt19937 random(8);
  const std::vector<float> rows = test::random_unit_rows(random, 300, 8);
  double last = 0.0;
  bool rises = true;
  KMeansOptions options;
  options.clusters = 10;
  kmeans({rows.data(), 300, 8}, options, [&](double share) {
    rises &= share >= last;
    last = share;
  });
  REQUIRE(rises);
  REQUIRE(last == 1.0);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("k-means allocates at most half the memory of the rows") {
  std::mt19937 random(9);
  const std::size_t n = 20000, d = 128;
  const std::vector<float> rows = test::random_unit_rows(random, n, d);
  ::mallopt(M_MMAP_THRESHOLD, 1 << 16);
  const std::size_t before = ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
  std::size_t most = 0;
  KMeansOptions options;
  options.threads = 2;
  options.max_iterations = 20;
  kmeans({rows.data(), n, d}, options,
         [&](double) { most = std::max(most, ::mallinfo2().uordblks + ::mallinfo2().hblkhd - before); });
  REQUIRE(most > 0);
  REQUIRE(most <= n * d * sizeof(float) / 2);
}
#endif
