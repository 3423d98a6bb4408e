#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <new>

#include "alpharoute/artifact_file.h"
#include "alpharoute/router.h"
#include "support.h"

using namespace alpharoute;

namespace {

std::size_t allocations = 0;

Router router_of(Artifact artifact) { return *Router::create(std::move(artifact), std::nullopt); }

}  // namespace

// Counts heap allocations of this program.
void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

TEST_CASE("a decision does not allocate after the first call, in every mode") {
  const Router router = router_of(test::random_artifact(21, 60, 64, 8));
  std::mt19937 random(22);
  const std::vector<float> queries = test::random_unit_rows(random, 50, 64);
  for (const Scoring scoring : scorings()) {
    const Plan plan = *router.plan({.alpha = 0.4, .scoring = scoring, .nearest_clusters = {}, .models = {}});
    Workspace workspace;
    Decision decision;
    for (std::size_t i = 0; i < 50; ++i) {
      REQUIRE(router.decide(std::span(queries).subspan(i * 64, 64), plan, workspace, decision).ok());
    }
    const std::size_t before = allocations;
    bool all_ok = true;
    for (std::size_t i = 0; i < 50; ++i) {
      all_ok &= router.decide(std::span(queries).subspan(i * 64, 64), plan, workspace, decision).ok();
    }
    const std::size_t taken = allocations - before;
    REQUIRE(all_ok);
    REQUIRE(taken == 0);
  }
}

TEST_CASE("a batch decides the same as its rows one by one") {
  const Router router = router_of(test::random_artifact(23, 20, 16, 5));
  std::mt19937 random(24);
  const std::vector<float> queries = test::random_unit_rows(random, 30, 16);
  const std::vector<Decision> batch = *router.decide_batch(queries, *router.plan({}));
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const Decision single = *router.decide(std::span(queries).subspan(i * 16, 16));
    REQUIRE(batch[i].model == single.model);
    REQUIRE(batch[i].margin == single.margin);
    REQUIRE(batch[i].novelty == single.novelty);
    REQUIRE(batch[i].spectrum == single.spectrum);
  }
}

TEST_CASE("a sweep chooses the same as a decision at each alpha, in every mode") {
  const Router router = router_of(test::random_artifact(25, 20, 16, 5));
  std::mt19937 random(26);
  const std::vector<float> query = test::random_unit_rows(random, 1, 16);
  const std::vector<double> alphas = {0.0, 0.2, 0.4, 0.6, 0.8, 1.0};
  std::vector<std::int64_t> choices(alphas.size());
  Workspace workspace;
  for (const Scoring scoring : scorings()) {
    REQUIRE(router
                .sweep(query, *router.plan({.alpha = {}, .scoring = scoring, .nearest_clusters = {}, .models = {}}),
                       alphas, workspace, choices)
                .ok());
    for (std::size_t i = 0; i < alphas.size(); ++i) {
      const Decision decision =
          *router.decide(query, {.alpha = alphas[i], .scoring = scoring, .nearest_clusters = {}, .models = {}});
      REQUIRE(choices[i] == decision.model);
    }
  }
}

TEST_CASE("margin and runner-up come from the two highest scores") {
  const Router router = router_of(test::random_artifact(27, 20, 16, 5));
  std::mt19937 random(28);
  for (int round = 0; round < 20; ++round) {
    const Decision decision = *router.decide(test::random_unit_rows(random, 1, 16));
    double highest = -1.0, second = -1.0;
    for (const ModelScore& entry : decision.models) {
      if (entry.score > highest) {
        second = highest;
        highest = entry.score;
      } else if (entry.score > second) {
        second = entry.score;
      }
    }
    REQUIRE(decision.models[decision.model].score == highest);
    REQUIRE(decision.models[*decision.runner_up].score == second);
    REQUIRE(decision.margin == highest - second);
  }
}

TEST_CASE("only the models named in a request are eligible, in any order") {
  const Router router = router_of(test::random_artifact(29, 20, 16, 5));
  std::mt19937 random(30);
  for (int round = 0; round < 50; ++round) {
    const Decision decision = *router.decide(test::random_unit_rows(random, 1, 16), {.models = {"m4", "m1", "m4"}});
    REQUIRE((decision.model == 1 || decision.model == 4));
    REQUIRE(decision.models.size() == 2);
    for (const Segment& segment : decision.spectrum) REQUIRE((segment.model == 1 || segment.model == 4));
  }
}

TEST_CASE("with one model there is no runner-up, and the margin is 0") {
  const Router router = router_of(test::random_artifact(31, 20, 16, 1));
  std::mt19937 random(32);
  const Decision decision = *router.decide(test::random_unit_rows(random, 1, 16));
  REQUIRE(decision.model == 0);
  REQUIRE_FALSE(decision.runner_up);
  REQUIRE(decision.margin == 0.0);
}

TEST_CASE("a scoring mode other than the default uses its own number of nearest clusters") {
  Artifact artifact = test::random_artifact(33, 20, 16, 3);
  artifact.defaults.nearest_clusters = 7;
  const Router router = router_of(std::move(artifact));
  REQUIRE(router.plan({})->nearest_clusters == 7);
  REQUIRE(
      router.plan({.alpha = {}, .scoring = Scoring::refcode, .nearest_clusters = {}, .models = {}})->nearest_clusters ==
      3);
  REQUIRE(router.plan({.alpha = {}, .scoring = {}, .nearest_clusters = 2, .models = {}})->nearest_clusters == 2);
}

TEST_CASE("invalid requests are rejected") {
  const Router router = router_of(test::random_artifact(34, 5, 8, 3));
  REQUIRE(router.plan({.models = {"gpt"}}).error() ==
          Error{ErrorCode::invalid_argument, "unknown model \"gpt\". The models are m0, m1, m2."});
  for (const double alpha : {-0.1, 1.1, std::nan("")}) {
    REQUIRE(router.plan({.alpha = alpha}).error() ==
            Error{ErrorCode::invalid_argument, "alpha must be from 0 (cheapest) to 1 (best)."});
  }
  REQUIRE(router.plan({.alpha = {}, .scoring = {}, .nearest_clusters = 0, .models = {}}).error() ==
          Error{ErrorCode::invalid_argument, "nearest_clusters must be at least 1."});
  REQUIRE(router.decide("text").error() ==
          Error{ErrorCode::wrong_embedder,
                "the router has no embedder. Pass test-embedder when you load it, or pass embeddings made by it."});
}

TEST_CASE("if no model is eligible, the error names the fix") {
  Artifact artifact = test::random_artifact(35, 5, 8, 2);
  for (float& cost : artifact.profiles.cost) cost = NAN;
  const Router router = router_of(std::move(artifact));
  std::mt19937 random(36);
  const std::vector<float> query = test::random_unit_rows(random, 1, 8);
  REQUIRE(router.decide(query, {.alpha = 0.5}).error() ==
          Error{ErrorCode::no_model,
                "no model has a known accuracy and cost in all the nearest clusters. Set alpha to 1 if costs are "
                "unknown, lower nearest_clusters, or allow more models."});
  const Decision best = *router.decide(query, {.alpha = 1.0});
  REQUIRE(best.spectrum.size() == 1);
  REQUIRE(best.spectrum[0].from == 1.0);
}

TEST_CASE("a text decides the same as its embedding") {
  const std::string table = test::read(std::string(ALPHAROUTE_ASSETS_DIR) + "/static-en-1.safetensors");
  const Embedder embedder = *Embedder::from_bytes(test::bytes_of(table));
  Artifact artifact = test::random_artifact(37, 10, embedder.info().dimensions, 4);
  artifact.embedder = {embedder.info().id, embedder.info().dimensions, embedder.info().sha256};
  const std::string bytes = write_artifact(artifact);
  const Router router = *Router::from_bytes(test::bytes_of(bytes), test::bytes_of(table));
  std::vector<TokenId> ids;
  std::vector<float> embedding(embedder.info().dimensions);
  REQUIRE(embedder.embed("Explain recursion to a child.", ids, embedding).ok());
  const Decision from_text = *router.decide("Explain recursion to a child.");
  const Decision from_vector = *router.decide(embedding);
  REQUIRE(from_text.model == from_vector.model);
  REQUIRE(from_text.clusters[0].distance == from_vector.clusters[0].distance);
}
