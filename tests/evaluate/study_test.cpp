// What surrounds a sweep: calibration, intervals, folds, neighbours, clusters, and all of it together.
#include "evaluate/study.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include "evaluate/cluster_summary.h"
#include "data/folds.h"
#include "evaluate/interval.h"
#include "evaluate/neighbours.h"
#include "evaluate/evaluation_json.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::evaluate;

namespace {

constexpr std::size_t kModels = 3, kDimensions = 8;

// Random answers, of which some are missing and some have no known cost.
data::Dataset random_dataset(std::mt19937& random, std::size_t rows) {
  std::uniform_real_distribution<float> uniform(0.0f, 1.0f);
  data::Dataset dataset;
  dataset.models = {"m0", "m1", "m2"};
  dataset.groups = {"x", "y", "z"};
  dataset.queries.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    dataset.group.push_back(static_cast<std::uint32_t>(random() % 3));
    for (std::size_t model = 0; model < kModels; ++model) {
      dataset.score.push_back(random() % 10 == 0 ? NAN : uniform(random));
      dataset.cost.push_back(random() % 10 == 0 ? NAN : 0.01f * uniform(random));
    }
  }
  return dataset;
}

std::vector<std::size_t> numbers(std::size_t from, std::size_t to) {
  std::vector<std::size_t> rows(to - from);
  std::iota(rows.begin(), rows.end(), from);
  return rows;
}

double mean_of(const data::Dataset& dataset, const std::vector<float>& matrix, const std::vector<std::size_t>& rows,
               std::size_t model) {
  double sum = 0.0;
  int count = 0;
  for (const std::size_t row : rows) {
    const float value = matrix[dataset.cell(row, model)];
    if (std::isnan(value)) continue;
    sum += static_cast<double>(value);
    ++count;
  }
  return sum / count;
}

// The definition in the header, word for word.
std::int64_t by_neighbours(const data::Dataset& dataset, const embed::Embeddings& embeddings,
                           const std::vector<std::size_t>& training, std::size_t row, double alpha, std::size_t count) {
  std::vector<std::size_t> near = training;
  const auto cosine = [&](std::size_t other) {
    double sum = 0.0;
    for (std::size_t j = 0; j < kDimensions; ++j) {
      sum += static_cast<double>(embeddings.row(row)[j]) * static_cast<double>(embeddings.row(other)[j]);
    }
    return sum;
  };
  std::sort(near.begin(), near.end(), [&](std::size_t a, std::size_t b) { return cosine(a) > cosine(b); });
  near.resize(std::min(count, near.size()));
  double lows[2] = {9.0, 9.0}, highs[2] = {-9.0, -9.0};
  for (std::size_t model = 0; model < kModels; ++model) {
    const double means[2] = {mean_of(dataset, dataset.score, training, model),
                             mean_of(dataset, dataset.cost, training, model)};
    for (int i = 0; i < 2; ++i) {
      lows[i] = std::min(lows[i], means[i]);
      highs[i] = std::max(highs[i], means[i]);
    }
  }
  std::int64_t best = kUndecided;
  double highest = -1e9;
  for (std::size_t model = 0; model < kModels; ++model) {
    const double quality = (mean_of(dataset, dataset.score, near, model) - lows[0]) / (highs[0] - lows[0]);
    const double cheapness = 1.0 - (mean_of(dataset, dataset.cost, near, model) - lows[1]) / (highs[1] - lows[1]);
    const double score = alpha == 1.0 ? quality : alpha * quality + (1.0 - alpha) * cheapness;
    if (!(score > highest)) continue;
    highest = score;
    best = static_cast<std::int64_t>(model);
  }
  return best;
}

}  // namespace

TEST_CASE("calibration compares what was expected with what came, bin by bin") {
  Calibration calibration;
  for (const auto& [expected, score] :
       {std::pair(0.15, 1.0), {0.15, 0.0}, {1.0, 1.0}, {0.95, 0.0}, {NAN, 1.0}, {0.5, NAN}}) {
    calibration.add(expected, score);
  }
  REQUIRE(calibration.bins()[1].expected.count() == 2);
  REQUIRE(calibration.bins()[1].observed.value() == Approx(0.5));
  REQUIRE(calibration.bins()[9].expected.count() == 2);
  REQUIRE(calibration.bins()[9].expected.value() == Approx(0.975));
  REQUIRE(calibration.bins()[5].expected.count() == 0);
  REQUIRE(calibration.ece() == Approx((2 * 0.35 + 2 * 0.475) / 4));
  REQUIRE(calibration.brier() == Approx((0.7225 + 0.0225 + 0.0 + 0.9025) / 4));
  REQUIRE(std::isnan(Calibration().ece()));
}

TEST_CASE("a t-interval of three values, of one, of some unknown, and of many") {
  const Interval three = t_interval(std::vector<double>{1.0, NAN, 2.0, 3.0});
  REQUIRE(three.count == 3);
  REQUIRE(three.mean == Approx(2.0));
  REQUIRE(three.low == Approx(2.0 - 4.3027 / std::sqrt(3.0)));
  REQUIRE(three.high == Approx(2.0 + 4.3027 / std::sqrt(3.0)));
  const Interval one = t_interval(std::vector<double>{0.5});
  REQUIRE(one.mean == 0.5);
  REQUIRE(std::isnan(one.low));
  REQUIRE(std::isnan(t_interval({}).mean));
  std::vector<double> many(41, 0.0);  // standard deviation 1, 40 degrees of freedom
  for (std::size_t i = 0; i < 40; ++i) many[i] = i % 2 == 0 ? 1.0 : -1.0;
  REQUIRE(t_interval(many).high * std::sqrt(41.0) == Approx(2.0211).margin(1e-4));
}

TEST_CASE("folds share out the training rows, each data set evenly, and never touch a test row") {
  std::mt19937 random(5);
  const data::Dataset dataset = random_dataset(random, 100);
  const data::Split split{numbers(0, 73), numbers(73, 100)};
  const std::vector<data::Split> folds = evaluate::folds(dataset, split, 5, 3);
  REQUIRE(folds.size() == 5);
  std::multiset<std::size_t> held_out;
  for (const data::Split& fold : folds) {
    std::set<std::size_t> both(fold.train.begin(), fold.train.end());
    both.insert(fold.test.begin(), fold.test.end());
    REQUIRE(std::vector<std::size_t>(both.begin(), both.end()) == split.train);
    REQUIRE(fold.train.size() + fold.test.size() == 73);
    held_out.insert(fold.test.begin(), fold.test.end());
    for (std::uint32_t group = 0; group < 3; ++group) {
      const auto of_group = [&](std::size_t row) { return dataset.group[row] == group; };
      const auto all = std::count_if(split.train.begin(), split.train.end(), of_group);
      const auto here = std::count_if(fold.test.begin(), fold.test.end(), of_group);
      REQUIRE((here == all / 5 || here == all / 5 + 1));
    }
  }
  REQUIRE(std::vector<std::size_t>(held_out.begin(), held_out.end()) == split.train);
  REQUIRE(evaluate::folds(dataset, split, 5, 3)[0].test == folds[0].test);
  REQUIRE(evaluate::folds(dataset, split, 5, 4)[0].test != folds[0].test);
}

TEST_CASE("nearest neighbours choose as their definition does, row by row, whatever the number of threads") {
  std::mt19937 random(6);
  const data::Dataset dataset = random_dataset(random, 150);
  const embed::Embeddings embeddings{{"test", kDimensions, ""}, test::random_unit_rows(random, 150, kDimensions)};
  const std::vector<std::size_t> training = numbers(40, 150), rows = numbers(0, 40);
  const std::vector<double> alphas = {0.0, 0.3, 0.7, 1.0};
  for (const std::size_t count : {std::size_t{2}, std::size_t{20}, std::size_t{1000}}) {
    const auto choices = neighbour_choices(dataset, embeddings, training, rows, alphas, count, 1);
    REQUIRE(neighbour_choices(dataset, embeddings, training, rows, alphas, count, 3) == choices);
    for (std::size_t a = 0; a < alphas.size(); ++a) {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        INFO("alpha " << alphas[a] << ", row " << i << ", " << count << " neighbours");
        REQUIRE(choices[a][i] == by_neighbours(dataset, embeddings, training, rows[i], alphas[a], count));
      }
    }
  }
}

TEST_CASE("a cluster's cheapest good model is within five points of its best one") {
  Artifact artifact = test::random_artifact(1, 2, 4, 3);
  artifact.profiles.accuracy = {0.80f, NAN,  //
                                0.76f, NAN,  //
                                0.70f, NAN};
  artifact.profiles.cost = {0.03f, NAN, 0.02f, NAN, 0.01f, NAN};
  const std::vector<ClusterSummary> clusters = summarise_clusters(artifact);
  REQUIRE(clusters[0].label == "c0");
  REQUIRE(clusters[0].size == 10);
  REQUIRE(clusters[0].best_model == 0u);
  REQUIRE(clusters[0].best_accuracy == Approx(0.8));
  REQUIRE(clusters[0].cheapest_good_model == 1u);
  REQUIRE(clusters[0].cheapest_good_cost == Approx(0.02));
  REQUIRE_FALSE(clusters[1].best_model);
  REQUIRE_FALSE(clusters[1].cheapest_good_model);
}

TEST_CASE("a study holds the router against every other scoring mode and its neighbours, and the report says it all") {
  std::mt19937 random(8);
  const data::Dataset dataset = random_dataset(random, 60);
  const Artifact artifact = test::random_artifact(9, 5, kDimensions, kModels);
  const Router router = *Router::create(artifact, std::nullopt);
  const embed::Embeddings embeddings{artifact.embedder, test::random_unit_rows(random, 60, kDimensions)};
  const Plan plan = *router.plan({.scoring = Scoring::paper});
  const StudyOptions options{{0.0, 0.5, 1.0}, Pair{0, 2}, numbers(30, 60), 1};
  const Study study = *evaluate::study(router, dataset, embeddings, numbers(0, 30), plan, options);

  std::size_t modes = 0;
  for (const Scoring scoring : kScorings) modes += router.plan({.scoring = scoring}).ok();
  REQUIRE(study.others.size() == modes);  // the others, and the neighbours
  REQUIRE(study.others.at("knn").points.size() == 3);
  REQUIRE_FALSE(study.others.contains("paper"));
  REQUIRE(study.metrics.pair);
  REQUIRE(study.novelty >= 0.0);
  REQUIRE(study.novelty <= 1.0);

  // Every model and row with a score counts once; of the chosen models one a row at most.
  std::size_t pairs = 0, of_chosen = 0;
  for (const CalibrationBin& bin : study.calibration.bins()) pairs += bin.expected.count();
  for (const CalibrationBin& bin : study.calibration_chosen.bins()) of_chosen += bin.expected.count();
  REQUIRE(pairs == static_cast<std::size_t>(std::count_if(dataset.score.begin(), dataset.score.begin() + 30 * kModels,
                                                          [](float score) { return !std::isnan(score); })));
  REQUIRE(of_chosen > 20);
  REQUIRE(of_chosen <= 30);

  const nlohmann::json report = to_json(study, dataset, artifact);
  for (const char* key :
       {"models", "datasets", "single_models", "oracle", "router", "baselines", "curves", "metrics", "curve_metrics",
        "calibration", "calibration_chosen", "claims", "elbows", "novelty", "clusters"}) {
    INFO(key);
    REQUIRE(report.contains(key));
  }
  REQUIRE(report["curves"]["knn"][2]["alpha"] == 1.0);
  REQUIRE(report["curves"]["refcode"].size() == 3);
  REQUIRE(report["metrics"].contains("apgr"));
  REQUIRE(report["curve_metrics"]["refcode"].contains("apgr"));
  REQUIRE_FALSE(report["curve_metrics"]["knn"].contains("apgr"));
  REQUIRE(report["calibration"]["bins"].size() == 10);
  REQUIRE(report["clusters"].size() == 5);
  REQUIRE(report["baselines"]["cheapest"] == report["single_models"][dataset.models[study.baselines.cheapest]]);
  for (const char* key : {"optimal_selection_rate", "accuracy_regret", "excess_cost_per_1000"}) {
    REQUIRE(report["router"][0][key].is_number());
  }
}

TEST_CASE("neighbours are compared only where training rows are at hand, a pair only where one is named") {
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
          "no row is left to evaluate. Ask for --rows all, or fit with a lower --train-ratio.");
}
