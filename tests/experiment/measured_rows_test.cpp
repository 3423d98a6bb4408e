#include "experiment/measured_rows.h"

#include <catch2/catch.hpp>

#include "data/split.h"
#include "experiment/sample.h"

using namespace alpharoute;
using namespace alpharoute::experiment;
using test::Sample;

namespace {

// An artifact whose record says that it was fitted on `dataset`, with seed 7 and a train ratio of 0.6.
Artifact fitted_on(const data::Dataset& dataset) {
  Artifact artifact = test::random_artifact(1, 3, 4, 3);
  artifact.fit_json = R"({"tool_version":"0.2.0","data_sha256":")" + data::rows_sha256(dataset) +
                      R"(","rows":120,"train_rows":72,"seed":7,"train_ratio":0.6,)"
                      R"("clusters":3,"starts":2,"costs":"recorded","answer_tokens":321})";
  return artifact;
}

}  // namespace

TEST_CASE("test and train rows match the split of the fit") {
  const Sample sample;
  const Artifact artifact = fitted_on(sample.dataset);
  const data::Split split = data::split(sample.dataset, 0.6, 7);
  for (const std::string name : {"", "test"}) {
    const MeasuredRows rows = *select_rows(name, "router", artifact, "data", sample.dataset);
    REQUIRE(rows.name == "test");
    REQUIRE(rows.numbers == split.test);
    REQUIRE(rows.training == split.train);
  }
  const MeasuredRows train = *select_rows("train", "router", artifact, "data", sample.dataset);
  REQUIRE(train.numbers == split.train);
  REQUIRE(train.training.empty());
}

TEST_CASE("all rows of other data are measured, unless test rows are requested") {
  const Sample sample;
  const Artifact artifact = fitted_on(sample.dataset);
  data::Dataset other = sample.dataset;
  other.queries[0] = "another question";
  const MeasuredRows rows = *select_rows("", "router", artifact, "new.jsonl", other);
  REQUIRE(rows.name == "all");
  REQUIRE(rows.numbers.size() == test::kSampleRows);
  REQUIRE(rows.training.empty());
  REQUIRE(select_rows("test", "router", artifact, "new.jsonl", other).error() ==
          Error{ErrorCode::bad_data,
                "new.jsonl: not the router's training data, so there are no test rows. Pass --rows all or the original "
                "data."});
}

TEST_CASE("without a fit record only all rows can be selected") {
  const Sample sample;
  Artifact artifact = fitted_on(sample.dataset);
  artifact.fit_json = "{}";
  REQUIRE(select_rows("all", "router", artifact, "data", sample.dataset)->numbers.size() == test::kSampleRows);
  const Result<MeasuredRows> rows = select_rows("test", "r.safetensors", artifact, "data", sample.dataset);
  REQUIRE(rows.error().code == ErrorCode::bad_format);
  REQUIRE(rows.error().message.starts_with("r.safetensors: "));
}

TEST_CASE("missing costs are estimated with the artifact's prices, or with a price list") {
  const Sample sample;
  Artifact artifact = fitted_on(sample.dataset);
  artifact.models[1].input_price = 2.0;
  artifact.models[1].output_price = 8.0;
  const data::ReadOptions read = *with_prices({}, "", artifact);
  REQUIRE(read.prices->size() == 1);
  REQUIRE(read.prices->contains("m1"));
  REQUIRE(read.answer_tokens == 321);
  REQUIRE(with_prices({}, "missing.json", artifact).error().code == ErrorCode::io);
}
