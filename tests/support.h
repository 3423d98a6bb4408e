// Inputs for tests. Contains no assertions.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/artifact.h"

namespace alpharoute::test {

inline std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

inline std::string golden(const std::string& name) { return std::string(ALPHAROUTE_TEST_GOLDEN_DIR) + "/" + name; }

// Returns a path in the folder of public data, `shared` next to the checkout.
inline std::string shared(const std::string& name) { return std::string(ALPHAROUTE_SHARED_DIR) + "/" + name; }

inline std::vector<float> random_unit_rows(std::mt19937& random, std::size_t n, std::size_t d) {
  std::normal_distribution<float> normal;
  std::vector<float> rows(n * d);
  for (std::size_t i = 0; i < n; ++i) {
    double squares = 0.0;
    for (std::size_t j = 0; j < d; ++j) {
      rows[i * d + j] = normal(random);
      squares += static_cast<double>(rows[i * d + j]) * static_cast<double>(rows[i * d + j]);
    }
    for (std::size_t j = 0; j < d; ++j) rows[i * d + j] /= static_cast<float>(std::sqrt(squares));
  }
  return rows;
}

// Returns a valid artifact of random numbers, with models "m0", "m1", ... and labels "c0", "c1", ...
inline Artifact random_artifact(std::uint32_t seed, std::uint32_t k, std::uint32_t d, std::uint32_t m) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> uniform(0.0f, 1.0f);
  Artifact artifact;
  for (std::uint32_t i = 0; i < m; ++i) {
    ModelInfo model;
    model.id = model.name = "m" + std::to_string(i);
    artifact.models.push_back(model);
  }
  artifact.embedder = {"test-embedder", d, ""};
  artifact.centroids = {k, d, random_unit_rows(random, k, d)};
  artifact.profiles.models = m;
  artifact.profiles.clusters = k;
  for (std::uint32_t cell = 0; cell < m * k; ++cell) {
    artifact.profiles.accuracy.push_back(uniform(random));
    artifact.profiles.cost.push_back(0.01f * uniform(random));
    artifact.profiles.count.push_back(1 + static_cast<std::uint32_t>(random() % 50));
  }
  Posterior& posterior = artifact.posterior;
  for (std::uint32_t cell = 0; cell < m * k; ++cell) {
    posterior.accuracy.push_back(uniform(random));
    posterior.variance.push_back(0.01f * uniform(random));
    posterior.cost.push_back(0.01f * uniform(random));
  }
  posterior.head = random_unit_rows(random, m, d);
  for (std::uint32_t i = 0; i < m; ++i) posterior.offset.push_back(uniform(random));
  posterior.softness = 5.0;
  posterior.head_share = 0.25;
  posterior.accuracy_scale = {0.2, 0.6};
  posterior.cost_scale = {0.001, 0.008};
  for (std::uint32_t i = 0; i < k; ++i) {
    artifact.cluster_size.push_back(10 + i);
    artifact.cluster_labels.push_back("c" + std::to_string(i));
  }
  artifact.distance_quantiles = {0.1f, 0.5f, 0.9f, 1.3f, 1.4f};
  return artifact;
}

}  // namespace alpharoute::test

// Skips the test if the folder of public data is missing. With CI=true the test fails instead.
#define REQUIRE_SHARED_DATA()                                                                        \
  do {                                                                                               \
    if (!std::ifstream(alpharoute::test::shared("README.md"))) {                                     \
      const char* ci = std::getenv("CI");                                                            \
      if (ci != nullptr && std::string_view(ci) == "true") FAIL("the shared data is missing on CI"); \
      WARN("skipped: needs the public data in ../shared");                                           \
      return;                                                                                        \
    }                                                                                                \
  } while (false)
