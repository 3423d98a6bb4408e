// Measures decisions: from an embedding, compared with a plain pass over the same bytes; from text, by length.
//
//   decision_bench ROUTER.safetensors EMBEDDER.safetensors
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <random>

#include "../shared/src/base/multiversion.h"
#include "alpharoute/router.h"
#include "base/files.h"

using namespace alpharoute;

namespace {

std::size_t allocations = 0;

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// Returns the median microseconds per call of two functions, called alternately.
template <typename A, typename B>
std::pair<double, double> time_in_turns(int rounds, A a, B b) {
  std::vector<double> first, second;
  for (int i = 0; i < rounds; ++i) {
    auto begin = std::chrono::steady_clock::now();
    a();
    first.push_back(1e6 * seconds_since(begin));
    begin = std::chrono::steady_clock::now();
    b();
    second.push_back(1e6 * seconds_since(begin));
  }
  const auto median = [](std::vector<double>& values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
  };
  return {median(first), median(second)};
}

// Adds every float to one of 64 sums: limited by memory bandwidth.
ALPHAROUTE_MULTIVERSION float sweep(const float* values, std::size_t count) {
  float sums[64] = {};
  for (std::size_t i = 0; i + 64 <= count; i += 64) {
    for (std::size_t lane = 0; lane < 64; ++lane) sums[lane] += values[i + lane];
  }
  float sum = 0.0f;
  for (const float value : sums) sum += value;
  return sum;
}

Artifact random_artifact(std::uint32_t k, std::uint32_t d, std::uint32_t m) {
  std::mt19937 random(1);
  std::normal_distribution<float> normal(0.0f, 1.0f / std::sqrt(static_cast<float>(d)));
  std::uniform_real_distribution<float> uniform(0.0f, 1.0f);
  Artifact artifact;
  for (std::uint32_t i = 0; i < m; ++i) {
    ModelInfo model;
    model.id = model.name = "m" + std::to_string(i);
    artifact.models.push_back(model);
  }
  artifact.embedder = {"random", d, ""};
  artifact.centroids = {k, d, std::vector<float>(std::size_t{k} * d)};
  for (float& value : artifact.centroids.values) value = normal(random);
  artifact.profiles.models = m;
  artifact.profiles.clusters = k;
  for (std::uint32_t cell = 0; cell < m * k; ++cell) {
    artifact.profiles.accuracy.push_back(uniform(random));
    artifact.profiles.cost.push_back(uniform(random));
    artifact.profiles.count.push_back(30);
  }
  artifact.cluster_size.assign(k, 100);
  artifact.cluster_labels.assign(k, "label");
  artifact.distance_quantiles = {0.5f, 1.5f};
  return artifact;
}

void bench_vector() {
  constexpr std::uint32_t k = 60, d = 4096, m = 8;
  const Router router = *Router::create(random_artifact(k, d, m), std::nullopt);
  const Plan plan = *router.plan({});
  const std::span<const float> query = std::span(router.artifact().centroids.values).first(d);
  std::vector<float> embedding(query.begin(), query.end());
  double squares = 0.0;
  for (const float value : embedding) squares += static_cast<double>(value) * static_cast<double>(value);
  for (float& value : embedding) value = static_cast<float>(static_cast<double>(value) / std::sqrt(squares));

  Workspace workspace;
  Decision decision;
  volatile float sink = 0.0f;
  const std::vector<float>& centroids = router.artifact().centroids.values;
  if (!router.decide(embedding, plan, workspace, decision)) std::abort();
  const std::size_t before = allocations;
  for (int i = 0; i < 1000; ++i) (void)router.decide(embedding, plan, workspace, decision).ok();
  const std::size_t taken = allocations - before;
  const auto [ours, plain] = time_in_turns(
      4000, [&] { (void)router.decide(embedding, plan, workspace, decision).ok(); },
      [&] { sink = sweep(centroids.data(), centroids.size()); });
  std::printf(
      "decision from a vector, k 60, d 4,096, m 8: %.1f us, %.2f of a plain sweep of the same bytes (%.1f us); "
      "%zu allocations in 1,000 decisions\n",
      ours, ours / plain, plain, taken);
}

void bench_text(const Router& router) {
  const char* words[] = {"explain", "how", "a",         "river", "carries", "sediment", "to",
                         "the",     "sea", "and",       "why",   "its",     "delta",    "grows",
                         "faster",  "in",  "unusually", "wet",   "years,",  "then",     "summarise"};
  const auto text_of = [&](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += std::string(words[i % 21]) + " ";
    return text;
  };
  const Plan plan = *router.plan({});
  Workspace workspace;
  Decision decision;
  const std::string brief = text_of(50), lengthy = text_of(5000);
  const auto [few, many] = time_in_turns(
      4000, [&] { (void)router.decide(brief, plan, workspace, decision).ok(); },
      [&] { (void)router.decide(lengthy, plan, workspace, decision).ok(); });
  std::printf("text to decision: %.1f us at 50 words (%.3f us a word), %.1f us at 5,000 words (%.3f us a word)\n", few,
              few / 50, many, many / 5000);
}

// Measures the modes on the same router and queries; the queries are its centroids, scaled to unit length.
void bench_modes(const Router& router) {
  const std::uint32_t d = router.artifact().centroids.dimensions, k = router.artifact().centroids.count;
  std::vector<float> queries = router.artifact().centroids.values;
  for (std::uint32_t i = 0; i < k; ++i) {
    const std::span<float> query = std::span(queries).subspan(std::size_t{i} * d, d);
    double squares = 0.0;
    for (const float value : query) squares += static_cast<double>(value) * static_cast<double>(value);
    for (float& value : query) value = static_cast<float>(static_cast<double>(value) / std::sqrt(squares));
  }
  Workspace workspace;
  Decision decision;
  const auto all = [&](const Plan& plan) {
    for (std::uint32_t i = 0; i < k; ++i) {
      const std::span<const float> query = std::span(queries).subspan(std::size_t{i} * d, d);
      (void)router.decide(query, plan, workspace, decision).ok();
    }
  };
  const Plan posterior = *router.plan({.scoring = Scoring::posterior}),
             paper = *router.plan({.scoring = Scoring::paper});
  const auto [ours, theirs] = time_in_turns(
      1000, [&] { all(posterior); }, [&] { all(paper); });
  std::printf("decision from a vector, k %u, d %u, m %zu: posterior %.2f us, %.2f of paper (%.2f us)\n", k, d,
              router.artifact().models.size(), ours / k, ours / theirs, theirs / k);
}

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const Result<std::string> artifact = base::read_file(argv[1]), embedder = base::read_file(argv[2]);
  if (!artifact || !embedder) return 1;
  const Result<Router> router = Router::from_bytes(base::as_bytes(*artifact), base::as_bytes(*embedder));
  if (!router) {
    std::fprintf(stderr, "%s\n", router.error().message.c_str());
    return 1;
  }
  bench_vector();
  bench_modes(*router);
  bench_text(*router);
}
