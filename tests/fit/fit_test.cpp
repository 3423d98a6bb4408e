#include "fit/fit.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "alpharoute/artifact_file.h"
#include "alpharoute/safetensors.h"
#include "data/split.h"
#include "fit/profile.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::fit;

namespace {

// Rows of two subjects, cooking and chess, and two models that each answer only one of them correctly.
struct Sample {
  data::Dataset dataset;
  embed::Embeddings embeddings;

  explicit Sample(std::size_t rows) {
    std::mt19937 random(1);
    std::normal_distribution<float> noise(0.0f, 0.1f);
    dataset.models = {"chess-model", "cook-model"};
    dataset.groups = {"default"};
    embeddings.made_by = {"test", 4, ""};
    for (std::size_t r = 0; r < rows; ++r) {
      const bool is_chess = r % 2 == 0;
      dataset.queries.push_back(is_chess ? "Which chess opening wins with the bishop?"
                                         : "How long to boil the pasta sauce?");
      dataset.group.push_back(0);
      dataset.score.insert(dataset.score.end(), {is_chess ? 1.0f : 0.0f, is_chess ? 0.0f : 1.0f});
      dataset.cost.insert(dataset.cost.end(), {0.002f, 0.001f});
      std::vector<float> row = {is_chess ? 1.0f : 0.0f, is_chess ? 0.0f : 1.0f, noise(random), noise(random)};
      const float length = std::sqrt(std::inner_product(row.begin(), row.end(), row.begin(), 0.0f));
      for (const float value : row) embeddings.values.push_back(value / length);
    }
  }
};

std::string message_for(Sample sample, const FitOptions& options, double train_ratio = 0.7) {
  const data::Split split = data::split(sample.dataset, train_ratio, options.seed);
  const Result<Artifact> artifact = fit::fit(sample.dataset, split, sample.embeddings, options, [](double) {});
  return artifact ? "" : artifact.error().message;
}

FitOptions two_clusters() {
  FitOptions options;
  options.clusters = 2;
  return options;
}

}  // namespace

TEST_CASE("a fit on two subjects finds both, and the model that answers each correctly") {
  Sample sample(100);
  const std::vector<float> before = sample.embeddings.values;
  const data::Split split = data::split(sample.dataset, 0.7, 42);
  const Artifact artifact = *fit::fit(sample.dataset, split, sample.embeddings, two_clusters(), [](double) {});
  REQUIRE(sample.embeddings.values == before);
  const std::uint32_t chess = artifact.centroids.values[0] > artifact.centroids.values[1] ? 0 : 1;
  const Profiles& profiles = artifact.profiles;
  REQUIRE(profiles.accuracy[profiles.cell(0, chess)] == 1.0f);
  REQUIRE(profiles.accuracy[profiles.cell(1, chess)] == 0.0f);
  REQUIRE(profiles.accuracy[profiles.cell(1, 1 - chess)] == 1.0f);
  REQUIRE(profiles.cost[profiles.cell(0, chess)] == Approx(0.002f));
  REQUIRE(artifact.cluster_size[0] + artifact.cluster_size[1] == split.train.size());
  REQUIRE(artifact.cluster_labels[chess].find("chess") != std::string::npos);
  REQUIRE(artifact.cluster_labels[1 - chess].find("pasta") != std::string::npos);
  REQUIRE(std::is_sorted(artifact.distance_quantiles.begin(), artifact.distance_quantiles.end()));
  REQUIRE(artifact.distance_quantiles.size() == 101);
  REQUIRE(artifact.defaults.alpha == 0.5);
}

TEST_CASE("a fit does not depend on the number of threads") {
  Sample sample(600);
  const data::Split split = data::split(sample.dataset, 0.7, 42);
  FitOptions options;
  options.clusters = 7;
  options.threads = 1;
  const std::string one = write_artifact(*fit::fit(sample.dataset, split, sample.embeddings, options, [](double) {}));
  options.threads = 3;
  REQUIRE(write_artifact(*fit::fit(sample.dataset, split, sample.embeddings, options, [](double) {})) == one);
}

TEST_CASE("missing answers and costs are NaN in the profiles and not counted") {
  Sample sample(40);
  for (std::size_t r = 0; r < 40; r += 2) sample.dataset.score[sample.dataset.cell(r, 1)] = NAN;
  for (std::size_t r = 1; r < 40; r += 2) sample.dataset.cost[sample.dataset.cell(r, 0)] = NAN;
  const data::Split split = data::split(sample.dataset, 0.7, 42);
  const Artifact artifact = *fit::fit(sample.dataset, split, sample.embeddings, two_clusters(), [](double) {});
  const std::uint32_t chess = artifact.centroids.values[0] > artifact.centroids.values[1] ? 0 : 1;
  const Profiles& profiles = artifact.profiles;
  REQUIRE(std::isnan(profiles.accuracy[profiles.cell(1, chess)]));
  REQUIRE(std::isnan(profiles.cost[profiles.cell(1, chess)]));
  REQUIRE(profiles.count[profiles.cell(1, chess)] == 0);
  REQUIRE(std::isnan(profiles.cost[profiles.cell(0, 1 - chess)]));
  REQUIRE(profiles.accuracy[profiles.cell(0, 1 - chess)] == 0.0f);
}

TEST_CASE("without a known cost the default alpha is 1, the only one with eligible models") {
  Sample sample(40);
  for (float& cost : sample.dataset.cost) cost = NAN;
  const data::Split split = data::split(sample.dataset, 0.7, 42);
  REQUIRE(fit::fit(sample.dataset, split, sample.embeddings, two_clusters(), [](double) {})->defaults.alpha == 1.0);
}

TEST_CASE("a fit that is not possible fails with the reason and a fix") {
  FitOptions options;
  REQUIRE(message_for(Sample(40), options) == "k is 60, but there are only 28 training rows. Lower --k or add rows.");
  REQUIRE(message_for(Sample(40), options, 0.0) ==
          "no training rows: the train ratio selects none of 40 rows. Raise --train-ratio or add rows.");
  Sample missing(40);
  for (std::size_t r = 0; r < 40; ++r) missing.dataset.score[missing.dataset.cell(r, 0)] = NAN;
  REQUIRE(message_for(missing, two_clusters()) ==
          "no training row has a score for the model \"chess-model\". Exclude it with --models, or add scores for it.");
  Sample fewer(40);
  fewer.embeddings.values.resize(30 * 4);
  REQUIRE(message_for(fewer, two_clusters()) == "30 embeddings for 40 rows of data. Embed the data file again.");
}

TEST_CASE("golden: with the reference's labels, the profiles equal the reference's") {
  REQUIRE_SHARED_DATA();
  const data::Dataset dataset = *data::read_dataset(test::shared("data/mmlu-pro.jsonl.gz"));
  const std::string bytes = test::read(test::golden("mmlu-pro.golden.safetensors"));
  const Safetensors golden = *Safetensors::parse(test::bytes_of(bytes));
  const std::uint64_t any[] = {0}, cells[] = {10, 60};
  const auto train = *golden.unsigned_integers("train_rows", any);
  const Profiles profiles = profile(dataset, std::vector<std::size_t>(train.begin(), train.end()),
                                    *golden.unsigned_integers("train_labels", any), 60);
  REQUIRE(profiles.count == *golden.unsigned_integers("count", cells));
  const auto accuracy = *golden.floats("accuracy", cells), cost = *golden.floats("cost", cells);
  for (std::size_t cell = 0; cell < accuracy.size(); ++cell) {
    REQUIRE(profiles.accuracy[cell] == Approx(accuracy[cell]).epsilon(1e-5));
    REQUIRE(profiles.cost[cell] == Approx(cost[cell]).epsilon(1e-5));
  }
}
