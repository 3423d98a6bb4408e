// Limits on the models, and budgets.
#include <catch2/catch.hpp>
#include <cmath>

#include "alpharoute/router.h"
#include "support.h"

using namespace alpharoute;

namespace {

// Four models: m1 and m3 have tools, m2 and m3 images; contexts of 1,000, 8,000, 32,000 and unknown tokens.
Artifact artifact() {
  Artifact artifact = test::random_artifact(51, 20, 16, 4);
  artifact.defaults.scoring = Scoring::posterior;
  artifact.defaults.nearest_clusters = 8;
  artifact.models[0].context_length = 1000;
  artifact.models[1].context_length = 8000;
  artifact.models[2].context_length = 32000;
  artifact.models[1].capabilities = {"tools"};
  artifact.models[2].capabilities = {"images"};
  artifact.models[3].capabilities = {"images", "tools"};
  return artifact;
}

const Router& router() {
  static const Router router = *Router::create(artifact(), std::nullopt);
  return router;
}

std::vector<std::uint32_t> models_of(const Request& request) { return router().plan(request)->models; }

std::vector<float> query(std::uint32_t seed) {
  std::mt19937 random(seed);
  return test::random_unit_rows(random, 1, 16);
}

using Rows = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("only allowed models with the capabilities and the context are scored") {
  REQUIRE(models_of({}) == Rows{0, 1, 2, 3});
  REQUIRE(models_of({.deny = {"m0", "m3"}}) == Rows{1, 2});
  REQUIRE(models_of({.models = {"m3", "m1"}, .deny = {"m1"}}) == Rows{3});
  REQUIRE(models_of({.capabilities = {"tools"}}) == Rows{1, 3});
  REQUIRE(models_of({.capabilities = {"tools", "images"}}) == Rows{3});
  REQUIRE(models_of({.context_tokens = 8000}) == Rows{1, 2, 3});
  REQUIRE(models_of({.context_tokens = 8001}) == Rows{2, 3});
}

TEST_CASE("the error names the limits that left no model") {
  REQUIRE(router().plan({.models = {"m0"}, .capabilities = {"tools"}, .context_tokens = 2000}).error() ==
          Error{ErrorCode::no_model,
                "no allowed model has the capabilities tools and a context of 2000 tokens. Allow more models, or relax "
                "the limits."});
  REQUIRE(router().plan({.models = {"m0"}, .deny = {"m0"}}).error() ==
          Error{ErrorCode::no_model, "models and deny exclude every model. Allow more models."});
  REQUIRE(router().plan({.deny = {"gpt"}}).error() ==
          Error{ErrorCode::invalid_argument, "unknown model \"gpt\". The models are m0, m1, m2, m3."});
}

TEST_CASE("max_cost_usd and min_accuracy exclude models before scoring, in every mode") {
  for (const Scoring scoring : scorings()) {
    const Decision free = *router().decide(query(1), {.alpha = 1.0, .scoring = scoring});
    double cheapest = 1.0, best = 0.0;
    for (const ModelScore& model : free.models) {
      cheapest = std::min(cheapest, model.expectation.cost_usd);
      best = std::max(best, model.expectation.accuracy);
    }
    const Decision capped = *router().decide(query(1), {.alpha = 1.0, .scoring = scoring, .max_cost_usd = cheapest});
    REQUIRE(capped.models[capped.model].expectation.cost_usd == cheapest);
    REQUIRE_FALSE(capped.runner_up);
    REQUIRE(capped.models.size() == 4);
    const Decision floored = *router().decide(query(1), {.alpha = 0.0, .scoring = scoring, .min_accuracy = best});
    REQUIRE(floored.models[floored.model].expectation.accuracy == best);
    for (const ModelScore& model : floored.models) REQUIRE(std::isnan(model.score) == (model.model != floored.model));
    REQUIRE(floored.spectrum == std::vector<Segment>{{0.0, floored.model}});
  }
}

TEST_CASE("limits that no model meets are an error") {
  REQUIRE(
      router().decide(query(2), {.max_cost_usd = 0.0}).error() ==
      Error{ErrorCode::no_model,
            "no model meets max_cost_usd and min_accuracy for this prompt. Raise max_cost_usd, lower min_accuracy, or "
            "allow more models."});
  REQUIRE(router().plan({.max_cost_usd = -1.0}).error() ==
          Error{ErrorCode::invalid_argument, "max_cost_usd must be at least 0."});
  REQUIRE(router().plan({.min_accuracy = 1.5}).error() ==
          Error{ErrorCode::invalid_argument, "min_accuracy must be from 0 to 1."});
}

namespace {

// Mean expected accuracy and cost per 1,000 over the clusters at one alpha, by decisions for the centroids.
OperatingPoint brute_force(const Router& router, double alpha) {
  const Artifact& artifact = router.artifact();
  const std::size_t d = artifact.centroids.dimensions;
  OperatingPoint place{alpha, 0.0, 0.0};
  double prompts = 0.0;
  for (std::size_t j = 0; j < artifact.centroids.count; ++j) {
    const Decision decision = *router.decide(std::span(artifact.centroids.values).subspan(j * d, d), {.alpha = alpha});
    const Expectation& expected = decision.models[decision.model].expectation;
    place.accuracy += artifact.cluster_size[j] * expected.accuracy;
    place.cost_per_1000 += 1000.0 * artifact.cluster_size[j] * expected.cost_usd;
    prompts += artifact.cluster_size[j];
  }
  return {alpha, place.accuracy / prompts, place.cost_per_1000 / prompts};
}

}  // namespace

TEST_CASE("a cost budget gets the best accuracy that any alpha has within it") {
  const double least = brute_force(router(), 0.0).cost_per_1000;
  for (const double above : {0.01, 0.3, 1.0, 3.0, 50.0}) {
    const double limit = least + above;
    const Plan plan = *router().plan({.budget = Budget{limit, {}}});
    const OperatingPoint chosen = brute_force(router(), plan.alpha);
    REQUIRE(chosen.cost_per_1000 <= limit);
    double best = 0.0;
    for (int i = 0; i <= 1000; ++i) {
      const OperatingPoint place = brute_force(router(), i / 1000.0);
      if (place.cost_per_1000 <= limit) best = std::max(best, place.accuracy);
    }
    REQUIRE(chosen.accuracy >= best - 1e-12);
  }
}

TEST_CASE("best_share gets the lowest cost of any alpha with that accuracy") {
  double best_single = 0.0;
  for (const char* id : {"m0", "m1", "m2", "m3"}) {
    const Budget everything{1e9, {}};
    const OperatingPoint place = *router().solve({.models = {id}, .budget = everything});
    best_single = std::max(best_single, place.accuracy);
  }
  for (const double share : {0.8, 0.95, 1.0}) {
    const OperatingPoint chosen = brute_force(router(), router().plan({.budget = Budget{{}, share}})->alpha);
    REQUIRE(chosen.accuracy >= share * best_single - 1e-12);
    for (int i = 0; i <= 1000; ++i) {
      const OperatingPoint place = brute_force(router(), i / 1000.0);
      if (place.accuracy >= share * best_single) REQUIRE(chosen.cost_per_1000 <= place.cost_per_1000 + 1e-12);
    }
  }
}

TEST_CASE("an invalid or unreachable budget is an error") {
  const auto complaint = [](const Request& request) { return router().plan(request).error(); };
  REQUIRE(complaint({.budget = Budget{}}) ==
          Error{ErrorCode::invalid_argument, "budget must have either cost_per_1000 or best_share."});
  REQUIRE(complaint({.alpha = 0.5, .budget = Budget{1.0, {}}}) ==
          Error{ErrorCode::invalid_argument, "budget and alpha exclude each other. Set one of them."});
  REQUIRE(complaint({.budget = Budget{{}, 2.0}}) ==
          Error{ErrorCode::invalid_argument, "best_share must be from 0 to 1."});
  REQUIRE(complaint({.budget = Budget{-1.0, {}}}) ==
          Error{ErrorCode::invalid_argument, "cost_per_1000 must be at least 0."});
  REQUIRE(complaint({.budget = Budget{0.0001, {}}}) ==
          Error{ErrorCode::no_model,
                "no choice among these models is within the budget. Raise it, or allow cheaper models."});
}
