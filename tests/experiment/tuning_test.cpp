#include "experiment/tuning.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <tuple>

#include "experiment/sample.h"

using namespace alpharoute;
using namespace alpharoute::experiment;
using test::Sample;

namespace {

// Two folds of the training rows of `split`.
std::vector<data::Split> two_folds(const data::Split& split) {
  std::vector<data::Split> folds(2);
  for (std::size_t i = 0; i < split.train.size(); ++i) {
    folds[i % 2].test.push_back(split.train[i]);
    folds[1 - i % 2].train.push_back(split.train[i]);
  }
  return folds;
}

TuningData tuning_data(Sample& sample, const std::vector<data::Split>& folds) {
  TuningData data{sample.dataset, sample.embeddings, folds, {}};
  data.fit.threads = 1;
  return data;
}

}  // namespace

TEST_CASE("every combination of the grid is evaluated once, the highest AIQ first") {
  Sample sample;
  const auto folds = two_folds(data::split(sample.dataset, 0.7, 42));
  test::ProgressLog log;
  const auto results = *evaluate_grid(tuning_data(sample, folds), {{3, 5}, {1, 2, 99}}, log.callback());
  // 99 counts as the number of clusters.
  std::set<std::tuple<Scoring, std::uint32_t, std::uint32_t>> settings;
  for (const TuningResult& result : results) {
    settings.emplace(result.scoring, result.clusters, result.nearest_clusters);
    REQUIRE(result.nearest_clusters <= result.clusters);
  }
  REQUIRE(settings.size() == results.size());
  REQUIRE(results.size() == 2 * 3 * scorings().size());
  REQUIRE(std::is_sorted(results.begin(), results.end(),
                         [](const TuningResult& a, const TuningResult& b) { return a.metrics.aiq > b.metrics.aiq; }));
  REQUIRE(std::is_sorted(log.shares.begin(), log.shares.end()));
  REQUIRE(log.shares.back() == 1.0);
}

TEST_CASE("test rows do not affect the tuning") {
  Sample sample, changed;
  const data::Split split = data::split(sample.dataset, 0.7, 42);
  for (const std::size_t row : split.test) changed.change(row);
  const auto folds = two_folds(split);
  const TuningGrid grid{{3}, {1, 2}};
  const auto results = *evaluate_grid(tuning_data(sample, folds), grid, test::ignore_progress);
  const auto others = *evaluate_grid(tuning_data(changed, folds), grid, test::ignore_progress);
  REQUIRE(results.size() == others.size());
  for (std::size_t i = 0; i < results.size(); ++i) {
    REQUIRE(results[i].scoring == others[i].scoring);
    REQUIRE(results[i].metrics.aiq == others[i].metrics.aiq);
    REQUIRE(results[i].accuracy == others[i].accuracy);
  }
}

TEST_CASE("a grid with more clusters than training rows is an error value") {
  Sample sample;
  const auto folds = two_folds(data::split(sample.dataset, 0.7, 42));
  REQUIRE(evaluate_grid(tuning_data(sample, folds), {{1000}, {1}}, test::ignore_progress).error().code ==
          ErrorCode::bad_data);
}
