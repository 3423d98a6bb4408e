// Repricing: multiplies each model's costs by a factor and changes nothing else.
#include "alpharoute/reprice.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>

#include "alpharoute/artifact_file.h"
#include "alpharoute/describe.h"
#include "alpharoute/router.h"
#include "support.h"

using namespace alpharoute;

namespace {

// An artifact whose cost scale is computed from its means, as in a fit, with prices and one unknown cost.
Artifact sample(std::uint32_t seed = 1) {
  Artifact artifact = test::random_artifact(seed, 12, 8, 5);
  artifact.profiles.cost[3] = artifact.posterior.cost[3] = NAN;
  std::vector<double> means;
  for (std::uint32_t i = 0; i < 5; ++i)
    means.push_back(mean_over_clusters(artifact.profiles, artifact.profiles.cost, i));
  artifact.posterior.cost_scale = scale_of(means);
  artifact.models[1].input_price = 0.5;
  artifact.models[1].output_price = 2.0;
  artifact.sha256 = "hash";
  return artifact;
}

Router router_of(Artifact artifact) { return *Router::create(std::move(artifact), std::nullopt); }

// Compares the choices of both routers for `rows` random queries at alpha in steps of 0.01.
void require_same_choices(const Router& a, const Router& b, std::size_t rows) {
  std::mt19937 random(9);
  const std::vector<float> queries = test::random_unit_rows(random, rows, 8);
  std::vector<double> alphas;
  for (int i = 0; i <= 100; ++i) alphas.push_back(i / 100.0);
  std::vector<std::int64_t> of_a(alphas.size()), of_b(alphas.size());
  Workspace workspace;
  for (const Scoring scoring : scorings()) {
    const Plan plan = *a.plan({.scoring = scoring});
    for (std::size_t row = 0; row < rows; ++row) {
      const auto query = std::span(queries).subspan(row * 8, 8);
      REQUIRE(a.sweep(query, plan, alphas, workspace, of_a));
      REQUIRE(b.sweep(query, plan, alphas, workspace, of_b));
      INFO(scoring_name(scoring) << ", row " << row);
      REQUIRE(of_a == of_b);
    }
  }
}

std::string refusal(const Artifact& artifact, const std::vector<double>& factors) {
  const Result<Artifact> repriced = reprice(artifact, factors);
  REQUIRE_FALSE(repriced);
  CHECK(repriced.error().code == ErrorCode::invalid_argument);
  return repriced.error().message;
}

}  // namespace

TEST_CASE("only costs, list prices and the cost scale follow the factors") {
  const Artifact before = sample();
  const Artifact after = *reprice(before, std::vector<double>{1.0, 0.5, 3.0, 1.0, 10.0});
  const double factors[] = {1.0, 0.5, 3.0, 1.0, 10.0};
  for (std::uint32_t model = 0; model < 5; ++model) {
    for (std::uint32_t cluster = 0; cluster < 12; ++cluster) {
      const std::size_t cell = before.profiles.cell(model, cluster);
      for (auto [was, is] : {std::pair{before.profiles.cost[cell], after.profiles.cost[cell]},
                             std::pair{before.posterior.cost[cell], after.posterior.cost[cell]}}) {
        if (std::isnan(was)) REQUIRE(std::isnan(is));
        if (!std::isnan(was)) REQUIRE(is == static_cast<float>(static_cast<double>(was) * factors[model]));
      }
    }
  }
  CHECK(after.models[1].input_price == 0.25);
  CHECK(after.models[1].output_price == 1.0);
  CHECK_FALSE(after.models[0].input_price.has_value());
  double low = INFINITY, high = 0.0;
  for (std::uint32_t model = 0; model < 5; ++model) {
    const double mean = mean_over_clusters(after.profiles, after.profiles.cost, model);
    low = std::min(low, mean);
    high = std::max(high, mean);
  }
  CHECK(after.posterior.cost_scale.low == low);
  CHECK(after.posterior.cost_scale.width == high - low);
  CHECK(after.sha256.empty());
  Artifact rest = after;
  rest.profiles.cost = before.profiles.cost;
  rest.posterior.cost = before.posterior.cost;
  rest.posterior.cost_scale = before.posterior.cost_scale;
  rest.models = before.models;
  CHECK(write_artifact(rest) == write_artifact(before));
}

TEST_CASE("factors of 1 change no number of any artifact") {
  for (const Artifact& artifact : {sample(), test::random_artifact(2, 6, 4, 3)}) {
    const std::vector<double> ones(artifact.models.size(), 1.0);
    REQUIRE(write_artifact(*reprice(artifact, ones)) == write_artifact(artifact));
  }
  const std::string file = test::read(std::string(ALPHAROUTE_ASSETS_DIR) + "/llmrouter-9.safetensors");
  const Artifact artifact = *read_artifact(test::bytes_of(file));
  REQUIRE(write_artifact(*reprice(artifact, std::vector<double>(9, 1.0))) == write_artifact(artifact));
}

TEST_CASE("repricing all models by the same factor changes no decision at any alpha") {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    const Router before = router_of(sample(seed));
    for (const double factor : {0.25, 1.0, 3.7, 1024.0}) {
      const Router after = *before.reprice(std::vector<double>(5, factor));
      require_same_choices(before, after, 50);
    }
  }
  const Router odd = router_of(test::random_artifact(4, 12, 8, 5));  // a cost scale that is not computed from the means
  require_same_choices(odd, *odd.reprice(std::vector<double>(5, 2.0)), 50);
}

TEST_CASE("the shipped cost scale is computed from the models' means, and repricing one model changes only its part") {
  const std::string file = test::read(std::string(ALPHAROUTE_ASSETS_DIR) + "/llmrouter-9.safetensors");
  const Artifact artifact = *read_artifact(test::bytes_of(file));
  std::vector<double> factors(9, 1.0);
  factors[4] = 1.0 + 1e-9;  // almost 1
  const Scale scale = reprice(artifact, factors)->posterior.cost_scale;
  CHECK(scale.low == Approx(artifact.posterior.cost_scale.low).epsilon(1e-6));
  CHECK(scale.width == Approx(artifact.posterior.cost_scale.width).epsilon(1e-6));
}

TEST_CASE("a model whose price rises is chosen no more often, and one whose price falls no less often") {
  const std::string file = test::read(std::string(ALPHAROUTE_ASSETS_DIR) + "/llmrouter-9.safetensors");
  const Router before = *Router::from_bytes(test::bytes_of(file));
  std::mt19937 random(5);
  const std::size_t d = before.artifact().centroids.dimensions;
  const std::vector<float> queries = test::random_unit_rows(random, 40, d);
  const auto times_chosen = [&](const Router& router, std::uint32_t model) {
    const Plan plan = *router.plan({.alpha = 0.6, .scoring = Scoring::paper});
    const auto decisions = *router.decide_batch(queries, plan);
    return std::count_if(decisions.begin(), decisions.end(), [&](const Decision& each) { return each.model == model; });
  };
  for (std::uint32_t model = 0; model < 9; ++model) {
    std::vector<double> dearer(9, 1.0), cheaper(9, 1.0);
    dearer[model] = 100.0;
    cheaper[model] = 0.01;
    CHECK(times_chosen(*before.reprice(dearer), model) <= times_chosen(before, model));
    CHECK(times_chosen(*before.reprice(cheaper), model) >= times_chosen(before, model));
  }
}

TEST_CASE("a repriced router has no file hash, and repricing back restores the old decisions") {
  const Router before = router_of(sample());
  const Router after = *before.reprice(std::vector<double>{2.0, 1.0, 0.5, 4.0, 1.0});
  CHECK(describe(after.artifact()).find("\"artifact\":\"\"") != std::string::npos);
  require_same_choices(before, *after.reprice(std::vector<double>{0.5, 1.0, 2.0, 0.25, 1.0}), 20);
}

TEST_CASE("factors that are out of range, of the wrong number, or lead to an excessive cost are rejected") {
  const Artifact artifact = sample();
  const std::string count = "there must be one factor for each model of the router.";
  CHECK(refusal(artifact, {}) == count);
  CHECK(refusal(artifact, {1.0, 1.0, 1.0, 1.0}) == count);
  CHECK(refusal(artifact, std::vector<double>(6, 1.0)) == count);
  for (const double bad : {0.0, -1.0, 1e6 + 1.0, static_cast<double>(NAN), static_cast<double>(INFINITY)}) {
    CHECK(refusal(artifact, {1.0, 1.0, bad, 1.0, 1.0}) ==
          "the factor of model \"m2\" must be a number above 0 and at most 1,000,000.");
  }
  Artifact dear = artifact;
  const std::string high = "the factor of model \"m1\" makes its price too large. Lower it.";
  dear.models[1].output_price = 1e6;
  CHECK(refusal(dear, {1.0, 1e6, 1.0, 1.0, 1.0}) == high);
  dear = artifact;
  dear.posterior.cost[12] = std::numeric_limits<float>::max();
  CHECK(refusal(dear, {1.0, 2.0, 1.0, 1.0, 1.0}) == high);
}

TEST_CASE("an artifact without a posterior can be repriced") {
  Artifact artifact = sample();
  artifact.posterior = {};
  artifact.defaults.scoring = Scoring::paper;
  const Artifact after = *reprice(artifact, std::vector<double>{2.0, 1.0, 1.0, 1.0, 1.0});
  CHECK(after.profiles.cost[0] == 2.0f * artifact.profiles.cost[0]);
  CHECK(after.posterior.empty());
}
