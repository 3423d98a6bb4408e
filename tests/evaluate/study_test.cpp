#include "evaluate/study.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "evaluate/evaluation_json.h"
#include "evaluate/random_dataset.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::evaluate;
using namespace alpharoute::test;

TEST_CASE(
    "a study compares the router with every other scoring mode and with neighbours, and the JSON contains all of it") {
  std::mt19937 random(8);
  const data::Dataset dataset = random_dataset(random, 60);
  const Artifact artifact = test::random_artifact(9, 5, kDimensions, kModels);
  const Router router = *Router::create(artifact, std::nullopt);
  const embed::Embeddings embeddings{artifact.embedder, test::random_unit_rows(random, 60, kDimensions)};
  const Plan plan = *router.plan({.scoring = Scoring::paper});
  const StudyOptions options{{0.0, 0.5, 1.0}, Pair{0, 2}, numbers(30, 60), 1};
  const Study study = *evaluate::study(router, dataset, embeddings, numbers(0, 30), plan, options);

  std::size_t modes = 0;
  for (const Scoring scoring : scorings()) modes += router.plan({.scoring = scoring}).ok();
  REQUIRE(study.others.size() == modes);  // the other modes, and the neighbours
  REQUIRE(study.others.at("knn").points.size() == 3);
  REQUIRE_FALSE(study.others.contains("paper"));
  REQUIRE(study.metrics.pair);
  REQUIRE(study.novelty >= 0.0);
  REQUIRE(study.novelty <= 1.0);

  // Each score counts once; each row has at most one chosen model.
  std::size_t pairs = 0, of_chosen = 0;
  for (const CalibrationBin& bin : study.calibration.bins()) pairs += bin.expected.count();
  for (const CalibrationBin& bin : study.calibration_chosen.bins()) of_chosen += bin.expected.count();
  REQUIRE(pairs == static_cast<std::size_t>(std::count_if(dataset.score.begin(), dataset.score.begin() + 30 * kModels,
                                                          [](float score) { return !std::isnan(score); })));
  REQUIRE(of_chosen > 20);
  REQUIRE(of_chosen <= 30);

  const nlohmann::json json = to_json(study, dataset, artifact);
  for (const char* key :
       {"models", "datasets", "single_models", "oracle", "router", "baselines", "curves", "metrics", "curve_metrics",
        "calibration", "calibration_chosen", "claims", "elbows", "novelty", "clusters"}) {
    INFO(key);
    REQUIRE(json.contains(key));
  }
  REQUIRE(json["curves"]["knn"][2]["alpha"] == 1.0);
  REQUIRE(json["curves"]["refcode"].size() == 3);
  REQUIRE(json["metrics"].contains("apgr"));
  REQUIRE(json["curve_metrics"]["refcode"].contains("apgr"));
  REQUIRE_FALSE(json["curve_metrics"]["knn"].contains("apgr"));
  REQUIRE(json["calibration"]["bins"].size() == 10);
  REQUIRE(json["clusters"].size() == 5);
  REQUIRE(json["baselines"]["cheapest"] == json["single_models"][dataset.models[study.baselines.cheapest]]);
  for (const char* key : {"optimal_selection_rate", "accuracy_regret", "excess_cost_per_1000"}) {
    REQUIRE(json["router"][0][key].is_number());
  }
}

TEST_CASE("a study has a knn curve only with training rows, and pair metrics only with a named pair") {
  std::mt19937 random(10);
  const data::Dataset dataset = random_dataset(random, 20);
  const Artifact artifact = test::random_artifact(9, 5, kDimensions, kModels);
  const Router router = *Router::create(artifact, std::nullopt);
  const embed::Embeddings embeddings{artifact.embedder, test::random_unit_rows(random, 20, kDimensions)};
  const Study study =
      *evaluate::study(router, dataset, embeddings, numbers(0, 20), *router.plan({}), {{0.5}, {}, {}, 1});
  REQUIRE_FALSE(study.others.contains("knn"));
  REQUIRE_FALSE(study.metrics.pair);
  REQUIRE(evaluate::study(router, dataset, embeddings, {}, *router.plan({}), {{0.5}, {}, {}, 1}).error().message ==
          "no rows to evaluate. Pass --rows all, or fit with a lower --train-ratio.");
}
