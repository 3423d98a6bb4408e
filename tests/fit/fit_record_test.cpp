#include "fit/fit_record.h"

#include <catch2/catch.hpp>
#include <cmath>
#include "alpharoute/artifact_file.h"

#include "support.h"

using namespace alpharoute;
using namespace alpharoute::fit;

namespace {

const std::string kOrigin =
    R"("tool_version":"0.2.0","data_sha256":"ab","rows":40,"train_rows":28,"seed":7,"train_ratio":0.7,)"
    R"("clusters":3,"starts":4,"costs":"recorded","answer_tokens":256)";

}  // namespace

TEST_CASE("the records of the sample artifacts are written back byte for byte, with every member typed") {
  for (const std::string name : {"llmrouter-9", "mmlu-pro-10"}) {
    const std::string bytes = test::read(std::string(ALPHAROUTE_ASSETS_DIR) + "/" + name + ".safetensors");
    const Artifact artifact = *read_artifact(test::bytes_of(bytes));
    const FitRecord record = read_fit_record(artifact.fit_json);
    REQUIRE(record.origin);
    REQUIRE(record.posterior);
    REQUIRE(record.test);
    REQUIRE(record.others.empty());
    REQUIRE(fit_record_json(record) == artifact.fit_json);
  }
}

TEST_CASE("a record with every part is written back byte for byte") {
  const std::string text =
      "{" + kOrigin +
      R"(,"posterior":{"noise_scale":1.0,"reach":0.25,"softness":10.0,"ridge":30.0,"head_share":0.5,"folds":5,)"
      R"("squared_error":{"chosen":0.1,"clusters_alone":0.2,"head_alone":0.3,"global_means":0.4}},)"
      R"("clusters_tried":[{"clusters":8,"squared_error":0.2},{"clusters":16,"squared_error":0.1}],)"
      R"("test":{"rows":12,"best_single_accuracy":0.5,"best_single_cost_per_1000":null,)"
      R"("router":[{"alpha":0.0,"accuracy":0.5,"cost_per_1000":null,"shares":{"b":1.0,"a":0.0}}]},)"
      R"("added_models":[{"id":"new","labels":5,"data_sha256":"cd"}]})";
  const FitRecord record = read_fit_record(text);
  REQUIRE(record.others.empty());
  REQUIRE(record.origin->seed == 7);
  REQUIRE(record.posterior->settings.ridge == 30.0);
  REQUIRE(record.clusters_tried[1].clusters == 16);
  REQUIRE(std::isnan(record.test->router[0].cost_per_1000));
  REQUIRE(record.test->router[0].shares[0] == std::pair<std::string, double>("b", 1.0));
  REQUIRE(record.added_models[0].labels == 5);
  REQUIRE(fit_record_json(record) == text);
}

TEST_CASE("members of another program, and parts in another form, are written back unchanged") {
  for (const std::string text :
       {R"({"seed":42,"notes":["x"]})", R"({"posterior":7,"added_models":[{"id":1}]})", "{}"}) {
    const FitRecord record = read_fit_record(text);
    REQUIRE_FALSE(record.origin);
    REQUIRE_FALSE(record.posterior);
    REQUIRE(record.added_models.empty());
    REQUIRE(fit_record_json(record) == text);
  }
}

TEST_CASE("a text that is not an object is an empty record") {
  for (const std::string text : {"", "[1]", "{", "null"}) REQUIRE(fit_record_json(read_fit_record(text)) == "{}");
}

TEST_CASE("an artifact of another program has no origin") {
  REQUIRE(read_fit_origin("{" + kOrigin + "}")->train_rows == 28);
  REQUIRE(read_fit_origin(R"({"seed":42})").error() ==
          Error{ErrorCode::bad_format,
                "the artifact does not say how it was fitted, so its test rows are unknown. Pass --rows all."});
}
