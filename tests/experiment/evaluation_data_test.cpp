#include "experiment/evaluation_data.h"

#include <catch2/catch.hpp>

#include "folder.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::experiment;

namespace {

constexpr const char* kTwoRows = R"({"query":"one","records":{"m0":1,"m1":0},"dataset":"x","index":0})"
                                 "\n"
                                 R"({"query":"two","records":{"m0":0,"m1":1},"dataset":"x","index":1})"
                                 "\n";

embed::Embeddings embeddings_of(const data::Dataset& dataset) {
  std::mt19937 random(1);
  return {{"test-embedder", 4, ""}, test::random_unit_rows(random, dataset.rows(), 4)};
}

}  // namespace

TEST_CASE("the loaded data has the router's models in the router's order") {
  const test::Folder folder;
  Artifact artifact = test::random_artifact(1, 3, 4, 2);
  std::swap(artifact.models[0], artifact.models[1]);
  const EvaluationInputs inputs{folder.write("data.jsonl", kTwoRows), "all", "", {}};
  const EvaluationData data = *load_evaluation_data(inputs, "router", artifact, embeddings_of);
  REQUIRE(data.dataset.models == std::vector<std::string>{"m1", "m0"});
  REQUIRE(data.embeddings.rows() == 2);
  REQUIRE(data.rows.name == "all");
}

TEST_CASE("a failed embedding is returned as an error value") {
  const test::Folder folder;
  const EvaluationInputs inputs{folder.write("data.jsonl", kTwoRows), "all", "", {}};
  const Error failure{ErrorCode::io, "the embedder failed"};
  const auto fail = [&](const data::Dataset&) -> Result<embed::Embeddings> { return failure; };
  REQUIRE(load_evaluation_data(inputs, "router", test::random_artifact(1, 3, 4, 2), fail).error() == failure);
}

TEST_CASE("data without a model of the router is rejected") {
  const test::Folder folder;
  const std::string path = folder.write("data.jsonl", kTwoRows);
  const Result<EvaluationData> data =
      load_evaluation_data({path, "all", "", {}}, "router", test::random_artifact(1, 3, 4, 3), embeddings_of);
  REQUIRE(data.error().code == ErrorCode::bad_data);
  REQUIRE(data.error().message.starts_with(path + ": "));
}

TEST_CASE("exported rows keep their name only for a router of the same split") {
  const test::Folder folder;
  Artifact artifact = test::random_artifact(1, 3, 4, 2);
  data::Dataset dataset;
  dataset.models = {"m0", "m1"};
  dataset.groups = {"x"};
  dataset.group = {0, 0};
  dataset.queries.resize(2);
  dataset.score = {1.0f, 0.0f, 0.0f, 1.0f};
  dataset.cost = {0.1f, 0.2f, 0.1f, 0.2f};
  const std::string path = folder.path("rows.safetensors");
  const std::vector<std::size_t> rows = {0, 1};
  const std::string sha256(64, 'a');
  REQUIRE(embed::write_rows(path, dataset, embeddings_of(dataset), rows, {sha256, "test", 7, 0.5}));
  artifact.fit_json = R"({"tool_version":"0.2.0","data_sha256":")" + sha256 +
                      R"(","rows":4,"train_rows":2,"seed":7,"train_ratio":0.5,)"
                      R"("clusters":3,"starts":2,"costs":"recorded","answer_tokens":300})";
  REQUIRE(load_evaluation_data({path, "", "", {}}, "router", artifact, embeddings_of)->rows.name == "test");
  artifact.fit_json.replace(artifact.fit_json.find("\"seed\":7"), 8, "\"seed\":8");
  REQUIRE(load_evaluation_data({path, "", "", {}}, "router", artifact, embeddings_of)->rows.name == "all");
}
