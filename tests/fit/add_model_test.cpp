#include "fit/add_model.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "alpharoute/artifact_file.h"
#include "data/split.h"
#include "evaluate/evaluate.h"
#include "fit/fit.h"
#include "support.h"

using namespace alpharoute;

namespace {

// A router of three models, and five rows with four labelled answers of the model "new".
struct Sample {
  Artifact artifact = test::random_artifact(61, 6, 4, 3);
  data::Dataset dataset;
  embed::Embeddings embeddings;
  ModelInfo info;

  Sample() {
    std::mt19937 random(62);
    info.id = info.name = "new";
    dataset.models = {"new"};
    dataset.groups = {"default"};
    dataset.queries.assign(5, "q");
    dataset.group.assign(5, 0);
    dataset.score = {1.0f, 0.0f, 1.0f, 1.0f, NAN};
    dataset.cost = {0.001f, 0.002f, NAN, 0.003f, NAN};
    embeddings = {artifact.embedder, test::random_unit_rows(random, 5, 4)};
  }

  Result<Artifact> extended() const { return fit::add_model(artifact, dataset, embeddings, info); }
};

}  // namespace

TEST_CASE("an added model is the last of an artifact that reads back, and the other models do not change") {
  const Sample sample;
  const Artifact extended = *sample.extended();
  const std::string bytes = write_artifact(extended);
  const Artifact read = *read_artifact(test::bytes_of(bytes));
  REQUIRE(read.models.size() == 4);
  REQUIRE(read.models.back().id == "new");
  std::uint32_t labels = 0;
  for (std::uint32_t j = 0; j < 6; ++j) {
    labels += read.profiles.count[read.profiles.cell(3, j)];
    for (std::uint32_t m = 0; m < 3; ++m) {
      REQUIRE(read.posterior.accuracy[read.profiles.cell(m, j)] ==
              sample.artifact.posterior.accuracy[sample.artifact.profiles.cell(m, j)]);
    }
    REQUIRE(read.posterior.cost[read.profiles.cell(3, j)] > 0.0f);
  }
  REQUIRE(labels == 4);
  const auto added = nlohmann::json::parse(read.fit_json)["added_models"];
  REQUIRE(added[0]["id"] == "new");
  REQUIRE(added[0]["labels"] == 4);
}

TEST_CASE("a model without any known cost has an unknown expected cost, never 0") {
  Sample sample;
  for (float& cost : sample.dataset.cost) cost = NAN;
  const Artifact extended = *sample.extended();
  for (std::uint32_t j = 0; j < 6; ++j) REQUIRE(std::isnan(extended.posterior.cost[extended.profiles.cell(3, j)]));
}

TEST_CASE("a model that cannot be added is rejected with a clear error message") {
  Sample sample;
  sample.info.id = "m1";
  REQUIRE(sample.extended().error().message ==
          "the router already has a model \"m1\". Give the new model another name.");
  sample.info.id = "other";
  REQUIRE(sample.extended().error().message == "no row has an answer from the model \"other\". The models are new.");
  sample = Sample();
  for (float& score : sample.dataset.score) score = NAN;
  REQUIRE(sample.extended().error().message == "no row has a score for the model \"new\". Add a few of its answers.");
  sample = Sample();
  sample.artifact.posterior = {};
  REQUIRE(sample.extended().error().message == "the router was fitted without the posterior mode. Fit it again first.");
  sample = Sample();
  sample.embeddings.made_by.id = "another";
  REQUIRE(sample.extended().error().code == ErrorCode::wrong_embedder);
}

TEST_CASE("the strongest model of mmlu-pro, added with 50 labels, brings 85 % of the gain of its full profile") {
  REQUIRE_SHARED_DATA();
  const data::Dataset all = *data::read_dataset(test::shared("data/mmlu-pro.jsonl.gz"));
  embed::Embeddings embeddings = *embed::read_embeddings(test::shared("golden/mmlu-pro.use512.safetensors"));
  const std::string strong = "google/gemini-1.5-pro-002";
  std::vector<std::string> others;
  for (const std::string& model : all.models) {
    if (model != strong) others.push_back(model);
  }
  const data::Dataset rest = *data::select_models(all, others);
  fit::FitOptions options;
  options.starts = 1;
  const data::Split split = data::split(all, 0.7, 42);
  const Artifact without = *fit::fit(rest, split, embeddings, options, [](double) {});
  const Artifact full = *fit::fit(all, split, embeddings, options, [](double) {});

  data::Dataset labels = all;
  const auto column =
      static_cast<std::size_t>(std::find(all.models.begin(), all.models.end(), strong) - all.models.begin());
  std::vector<bool> is_labelled(all.rows());
  for (std::size_t i = 0; i < 50; ++i) is_labelled[split.train[i * split.train.size() / 50]] = true;
  for (std::size_t row = 0; row < all.rows(); ++row) {
    if (!is_labelled[row]) labels.score[labels.cell(row, column)] = NAN;
  }
  ModelInfo info;
  info.id = info.name = strong;
  const Artifact added = *fit::add_model(without, labels, embeddings, info);

  const auto accuracy = [&](const Artifact& artifact) {
    std::vector<std::string> models;
    for (const ModelInfo& model : artifact.models) models.push_back(model.id);
    const data::Dataset columns = *data::select_models(all, models);
    const Router router = *Router::create(artifact, std::nullopt);
    const auto report = *evaluate::evaluate(router, columns, embeddings, split.test, *router.plan({.alpha = 1.0}),
                                            std::vector<double>{1.0});
    return report.router[0].outcome.overall.accuracy;
  };
  const double base = accuracy(without), gained = accuracy(added) - base, whole = accuracy(full) - base;
  INFO("without " << base << ", with 50 labels " << base + gained << ", in full " << base + whole);
  REQUIRE(whole > 0.05);
  REQUIRE(gained >= 0.85 * whole);
}
