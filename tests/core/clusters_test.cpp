#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "alpharoute/clusters.h"
#include "alpharoute/decision.h"
#include "support.h"

using namespace alpharoute;

TEST_CASE("the nearest clusters equal a brute-force sort, and ties go to the lower id") {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    const std::uint32_t k = 1 + static_cast<std::uint32_t>(random() % 40), d = 8;
    Centroids centroids{k, d, test::random_unit_rows(random, k, d)};
    for (std::uint32_t copy = 0; copy + 3 < k; copy += 3) {  // equal centroids tie
      std::copy_n(centroids.values.begin() + copy * d, d, centroids.values.begin() + (copy + 2) * d);
    }
    const std::vector<float> query = test::random_unit_rows(random, 1, d);
    const std::uint32_t nearest_clusters = 1 + static_cast<std::uint32_t>(random() % 6);

    std::vector<float> scratch;
    std::vector<NearCluster> near;
    nearest_by_distance(centroids, query, nearest_clusters, scratch, near);

    std::vector<std::uint32_t> order(k);
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return scratch[a] < scratch[b]; });
    REQUIRE(near.size() == std::min(nearest_clusters, k));
    for (std::size_t i = 0; i < near.size(); ++i) {
      REQUIRE(near[i].id == order[i]);
      REQUIRE(near[i].distance == std::sqrt(scratch[order[i]]));
      REQUIRE(near[i].weight == 1.0 / static_cast<double>(near.size()));
    }
  }
}

TEST_CASE("softmax weights sum to one and fall with the distance") {
  std::mt19937 random(4);
  const Centroids centroids{20, 16, test::random_unit_rows(random, 20, 16)};
  const std::vector<float> query = test::random_unit_rows(random, 1, 16);
  std::vector<float> scratch;
  std::vector<NearCluster> near;
  nearest_by_product(centroids, query, 5, 9.0, scratch, near);
  REQUIRE(near.size() == 5);
  double sum = 0.0;
  for (const NearCluster& cluster : near) sum += cluster.weight;
  REQUIRE(sum == Approx(1.0).epsilon(1e-12));
  for (std::size_t i = 1; i < near.size(); ++i) {
    REQUIRE(near[i].weight < near[i - 1].weight);
    const double expected = std::exp(-9.0 * static_cast<double>(near[i].distance - near[0].distance));
    REQUIRE(near[i].weight / near[0].weight == Approx(expected).epsilon(1e-6));
  }
}

TEST_CASE("an embedding of the wrong dimension, of non-unit length or with NaN is rejected") {
  REQUIRE(check_embedding(std::vector<float>{1.0f, 0.0f}, 3).error() ==
          Error{ErrorCode::bad_embedding,
                "the embedding has 2 dimensions, but the artifact's clusters have 3. Embed with the embedder that the "
                "artifact names."});
  REQUIRE(check_embedding(std::vector<float>{2.0f, 0.0f}, 2).error() ==
          Error{ErrorCode::bad_embedding, "the embedding has length 2.000000, not 1. Scale it to unit length."});
  REQUIRE(check_embedding(std::vector<float>{0.0625f, 0.0f}, 2).error().message ==
          "the embedding has length 0.062500, not 1. Scale it to unit length.");
  REQUIRE(check_embedding(std::vector<float>{NAN, 0.0f}, 2).error().message ==
          "the embedding has length NaN, not 1. Scale it to unit length.");
  REQUIRE(check_embedding(std::vector<float>{INFINITY, 0.0f}, 2).error().message ==
          "the embedding has length 1000000 or more, not 1. Scale it to unit length.");
  REQUIRE(check_embedding(std::vector<float>{0.6f, 0.8f}, 2).ok());
  REQUIRE(check_embedding(std::vector<float>{1.0009f, 0.0f}, 2).ok());
}

TEST_CASE("novelty is the share of training distances below the query's") {
  const std::vector<float> quantiles = {0.2f, 0.4f, 0.8f};
  REQUIRE(novelty(quantiles, 0.1f) == 0.0);
  REQUIRE(novelty(quantiles, 0.3f) == Approx(0.25));
  REQUIRE(novelty(quantiles, 0.4f) == Approx(0.5));
  REQUIRE(novelty(quantiles, 0.7f) == Approx(0.875));
  REQUIRE(novelty(quantiles, 0.9f) == 1.0);
}

TEST_CASE("novelty over equal quantiles is still a share") {
  REQUIRE(novelty(std::vector<float>{0.5f, 0.5f, 0.5f}, 0.4f) == 0.0);
  REQUIRE(novelty(std::vector<float>{0.5f, 0.5f, 0.5f}, 0.5f) == 1.0);
}
