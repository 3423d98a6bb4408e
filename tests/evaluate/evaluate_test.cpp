#include "evaluate/evaluate.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "alpharoute/safetensors.h"
#include "data/split.h"
#include "evaluate/evaluation_json.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::evaluate;

namespace {

// Four rows of two data sets, two models.
data::Dataset small_dataset() {
  data::Dataset dataset;
  dataset.models = {"a", "b"};
  dataset.groups = {"x", "y"};
  dataset.group = {0, 0, 0, 1};
  dataset.queries.resize(4);
  dataset.score = {1.0f, 0.0f, 0.5f, 1.0f, NAN, 1.0f, 0.0f, 0.0f};
  dataset.cost = {0.1f, 0.2f, 0.3f, NAN, 0.5f, 0.4f, 0.2f, 0.1f};
  return dataset;
}

const std::vector<std::size_t> kAllFour = {0, 1, 2, 3};

}  // namespace

TEST_CASE("an outcome averages the known values, by row and by data set") {
  const Outcome outcome = measure(small_dataset(), kAllFour, std::vector<std::int64_t>{0, 1, 1, 0});
  REQUIRE(outcome.overall.accuracy == Approx((1.0 + 1.0 + 1.0 + 0.0) / 4));
  REQUIRE(outcome.overall.cost_per_1000 == Approx(1000 * (0.1 + 0.4 + 0.2) / 3));
  REQUIRE(outcome.accuracy_macro == Approx((1.0 + 0.0) / 2));
  REQUIRE(outcome.groups[1].cost_per_1000 == Approx(200.0));
  REQUIRE(outcome.shares == std::vector<double>{0.5, 0.5});
  REQUIRE(outcome.unanswered == 0);
}

TEST_CASE("a row whose chosen model has no score is counted as unanswered and excluded from means") {
  const Outcome outcome = measure(small_dataset(), kAllFour, std::vector<std::int64_t>{0, 0, 0, kUndecided});
  REQUIRE(outcome.overall.accuracy == Approx(0.75));
  REQUIRE(outcome.unanswered == 1);
  REQUIRE(outcome.undecided == 1);
  REQUIRE(std::isnan(outcome.groups[1].accuracy));
  REQUIRE(outcome.accuracy_macro == Approx(0.75));
}

TEST_CASE("golden: single models and the router's curve match the reference") {
  REQUIRE_SHARED_DATA();
  const data::Dataset dataset = *data::read_dataset(test::shared("data/mmlu-pro.jsonl.gz"));
  embed::Embeddings embeddings = *embed::read_embeddings(test::shared("golden/mmlu-pro.use512.safetensors"));
  const std::string bytes = test::read(test::golden("mmlu-pro.golden.safetensors"));
  const Safetensors golden = *Safetensors::parse(test::bytes_of(bytes));
  const nlohmann::json summary = nlohmann::json::parse(test::read(test::golden("mmlu-pro.summary.json")));

  const std::uint64_t cells[] = {10, 60}, centres[] = {60, 512};
  Artifact artifact = test::random_artifact(1, 60, 512, 10);
  artifact.embedder = embeddings.made_by;
  artifact.centroids.values = *golden.floats("centroids", centres);
  artifact.profiles.accuracy = *golden.floats("accuracy", cells);
  artifact.profiles.cost = *golden.floats("cost", cells);
  artifact.profiles.count = *golden.unsigned_integers("count", cells);
  const Router router = *Router::create(artifact, std::nullopt);
  const std::vector<std::size_t> rows = data::split(dataset, 0.7, 42).test;
  const std::vector<double> alphas = {0.0, 0.1, 0.25, 0.39, 0.5, 0.53, 0.6, 0.7, 0.8, 0.9, 1.0};

  for (const Scoring scoring : {Scoring::paper, Scoring::refcode}) {
    const Plan plan = *router.plan({.scoring = scoring, .nearest_clusters = default_nearest_clusters(scoring)});
    const nlohmann::json report =
        to_json(*evaluate::evaluate(router, dataset, embeddings, rows, plan, alphas), dataset);
    for (const auto& [model, expected] : summary["single_models"].items()) {
      REQUIRE(report["single_models"][model]["accuracy"].get<double>() == Approx(expected["accuracy"].get<double>()));
      REQUIRE(report["single_models"][model]["cost_per_1000"].get<double>() ==
              Approx(expected["cost_per_1000"].get<double>()));
    }
    for (std::size_t a = 0; a < alphas.size(); ++a) {
      const nlohmann::json& expected = summary["router"][a][std::string(scoring_name(scoring))];
      REQUIRE(report["router"][a]["alpha"] == alphas[a]);
      REQUIRE(report["router"][a]["accuracy"].get<double>() == Approx(expected["accuracy"].get<double>()));
      REQUIRE(report["router"][a]["cost_per_1000"].get<double>() == Approx(expected["cost_per_1000"].get<double>()));
    }
  }
}

TEST_CASE("the oracle chooses the cheapest of the best answers") {
  const Artifact artifact = test::random_artifact(2, 3, 4, 2);
  const Router router = *Router::create(artifact, std::nullopt);
  std::mt19937 random(3);
  const embed::Embeddings embeddings{artifact.embedder, test::random_unit_rows(random, 4, 4)};
  const Evaluation evaluation =
      *evaluate::evaluate(router, small_dataset(), embeddings, kAllFour, *router.plan({}), std::vector<double>{0.5});
  REQUIRE(evaluation.oracle.overall.accuracy == Approx(0.75));           // 1, 1, 1, 0
  REQUIRE(evaluation.oracle.shares == std::vector<double>{0.25, 0.75});  // the last row: equal scores, b is cheaper
}

TEST_CASE("an evaluation without rows, or with the wrong embeddings, is rejected with a clear message") {
  const Router router = *Router::create(test::random_artifact(4, 3, 4, 2), std::nullopt);
  std::mt19937 random(5);
  const Plan plan = *router.plan({});
  const embed::Embeddings good{router.artifact().embedder, test::random_unit_rows(random, 4, 4)};
  REQUIRE(evaluate::evaluate(router, small_dataset(), good, {}, plan, {}).error().message ==
          "no rows to evaluate. Pass --rows all, or fit with a lower --train-ratio.");
  const embed::Embeddings few{router.artifact().embedder, test::random_unit_rows(random, 3, 4)};
  REQUIRE(evaluate::evaluate(router, small_dataset(), few, kAllFour, plan, {}).error().message ==
          "3 embeddings for 4 rows of data. Embed the data file again.");
  const embed::Embeddings other{{"other", 4, ""}, good.values};
  REQUIRE(evaluate::evaluate(router, small_dataset(), other, kAllFour, plan, {}).error().code ==
          ErrorCode::wrong_embedder);
}
