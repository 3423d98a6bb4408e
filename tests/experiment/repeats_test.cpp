#include "experiment/repeats.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "experiment/repeats_json.h"
#include "experiment/robustness.h"
#include "experiment/sample.h"

using namespace alpharoute;
using namespace alpharoute::experiment;
using test::Sample;

TEST_CASE("a left-out data set is not in the rows of the fit") {
  Sample sample, changed;
  for (std::size_t row = 0; row < test::kSampleRows; ++row) {
    if (sample.dataset.group[row] != 1) continue;
    const std::vector<float> embedding(sample.embeddings.row(row).begin(), sample.embeddings.row(row).end());
    changed.change(row);
    std::copy(embedding.begin(), embedding.end(), changed.embeddings.values.begin() + static_cast<long>(row) * 4);
  }
  const auto before = *evaluate_held_out(test::sample_repetition(sample), {"cooking"}, test::ignore_progress);
  const auto after = *evaluate_held_out(test::sample_repetition(changed), {"cooking"}, test::ignore_progress);
  REQUIRE(before.size() == 1);
  REQUIRE(before[0].group == "cooking");
  REQUIRE(before[0].rows == 40);
  // The scores of the left-out rows affect the measured accuracy, but no choice.
  REQUIRE(before[0].study.evaluation.oracle.overall.accuracy != after[0].study.evaluation.oracle.overall.accuracy);
  for (std::size_t i = 0; i < 3; ++i) {
    REQUIRE(before[0].study.evaluation.router[i].outcome.shares == after[0].study.evaluation.router[i].outcome.shares);
  }
  REQUIRE(before[0].best_others == after[0].best_others);
}

TEST_CASE("all leaves out each data set once") {
  Sample sample;
  const auto results = *evaluate_held_out(test::sample_repetition(sample), {"all"}, test::ignore_progress);
  REQUIRE(results.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) REQUIRE(results[i].group == sample.dataset.groups[i]);
  const nlohmann::json json = to_json(results, sample.dataset);
  REQUIRE(json[2]["dataset"] == "space");
  REQUIRE(json[2]["count"] == 40);
  REQUIRE(json[2]["router"].size() == 3);
}

TEST_CASE("an unknown data set to leave out is an error value") {
  Sample sample;
  REQUIRE(evaluate_held_out(test::sample_repetition(sample), {"art"}, test::ignore_progress).error() ==
          Error{ErrorCode::invalid_argument,
                "no data set \"art\" to leave out. Pass one of chess, cooking, space, or all."});
}

TEST_CASE("a single data set cannot be left out") {
  Sample sample;
  sample.dataset.groups = {"chess"};
  std::fill(sample.dataset.group.begin(), sample.dataset.group.end(), 0);
  REQUIRE(evaluate_held_out(test::sample_repetition(sample), {"all"}, test::ignore_progress).error() ==
          Error{ErrorCode::bad_data,
                "leaving out the only data set leaves no rows to fit on. Pass data with at least two."});
}

TEST_CASE("a failed fit is an error value of every experiment") {
  Sample sample;
  const Repetition repetition = test::sample_repetition(sample, 1000);  // more clusters than rows
  REQUIRE(evaluate_seeds(repetition, {1}, test::ignore_progress).error().code == ErrorCode::bad_data);
  REQUIRE(evaluate_held_out(repetition, {"chess"}, test::ignore_progress).error().code == ErrorCode::bad_data);
}

TEST_CASE("progress rises to 1 over all fits") {
  Sample sample;
  const Repetition repetition = test::sample_repetition(sample);
  for (int experiment = 0; experiment < 3; ++experiment) {
    test::ProgressLog log;
    if (experiment == 0) REQUIRE(evaluate_seeds(repetition, {1, 2}, log.callback()));
    if (experiment == 1) REQUIRE(evaluate_held_out(repetition, {"all"}, log.callback()));
    if (experiment == 2) REQUIRE(evaluate_robustness(repetition, log.callback()));
    INFO("experiment " << experiment);
    REQUIRE(log.shares.size() > 2);
    REQUIRE(log.shares.front() >= 0.0);
    REQUIRE(std::is_sorted(log.shares.begin(), log.shares.end()));
    REQUIRE(log.shares.back() == 1.0);
  }
}

TEST_CASE("seeds give an interval of each metric, and paired differences to the other routing methods") {
  Sample sample;
  const SeedsResult seeds = *evaluate_seeds(test::sample_repetition(sample), {1, 2, 3}, test::ignore_progress);
  REQUIRE(seeds.count == 3);
  REQUIRE(seeds.metrics.at("aiq").count == 3);
  REQUIRE(seeds.metrics.contains("ece"));
  REQUIRE(seeds.metrics.at("aiq").low <= seeds.metrics.at("aiq").mean);
  REQUIRE(seeds.paired.contains("knn"));
  REQUIRE_FALSE(seeds.paired.contains("paper"));
  REQUIRE(to_json(seeds)["paired"]["knn"]["aiq"]["count"] == 3);
}

TEST_CASE("robustness varies the number of clusters around the router's own, and nearest_clusters up to it") {
  Sample sample;
  const Robustness robustness = *evaluate_robustness(test::sample_repetition(sample, 6), test::ignore_progress);
  std::vector<std::uint32_t> clusters, nearest;
  for (const Variation& variation : robustness.clusters) clusters.push_back(variation.value);
  for (const Variation& variation : robustness.nearest_clusters) nearest.push_back(variation.value);
  REQUIRE(clusters == std::vector<std::uint32_t>{2, 4, 6, 9, 12, 18});
  REQUIRE(nearest == std::vector<std::uint32_t>{1, 2, 4});
  REQUIRE(to_json(robustness)["k"][0]["k"] == 2);
  REQUIRE(to_json(robustness)["p"][2]["nearest_clusters"] == 4);
}
