#include "experiment/refit.h"

#include <catch2/catch.hpp>

#include "experiment/sample.h"

using namespace alpharoute;
using namespace alpharoute::experiment;
using test::Sample;

TEST_CASE("rows outside split.train do not affect a refit") {
  Sample sample, changed;
  data::Split split;
  for (std::size_t row = 0; row < test::kSampleRows; ++row) {
    if (row % 4 != 0) {
      split.train.push_back(row);
    } else {
      changed.change(row);
    }
  }
  const Router router =
      *refit(sample.dataset, split, sample.embeddings, test::sample_settings(), test::ignore_progress);
  const Router other =
      *refit(changed.dataset, split, changed.embeddings, test::sample_settings(), test::ignore_progress);
  REQUIRE(router.artifact().centroids.values == other.artifact().centroids.values);
  REQUIRE(router.artifact().profiles.accuracy == other.artifact().profiles.accuracy);
  REQUIRE(router.artifact().defaults.nearest_clusters == 2);
}

TEST_CASE("refit settings come from the artifact's fit record") {
  Artifact artifact = test::random_artifact(1, 3, 4, 2);
  artifact.defaults.alpha = 0.25;
  artifact.fit_json =
      R"({"tool_version":"0.2.0","data_sha256":"00","rows":40,"train_rows":28,"seed":7,"train_ratio":0.6,)"
      R"("clusters":3,"starts":2,"costs":"recorded","answer_tokens":300})";
  const RefitSettings settings = *refit_settings(artifact, 5);
  REQUIRE(settings.fit.clusters == 3);
  REQUIRE(settings.fit.seed == 7);
  REQUIRE(settings.fit.train_ratio == 0.6);
  REQUIRE(settings.fit.starts == 2);
  REQUIRE(settings.fit.threads == 5);
  REQUIRE(settings.defaults.alpha == 0.25);
}

TEST_CASE("an artifact without a fit record cannot be fitted again") {
  Artifact artifact = test::random_artifact(1, 3, 4, 2);
  artifact.fit_json = "{}";
  const Result<RefitSettings> settings = refit_settings(artifact, 1);
  REQUIRE_FALSE(settings);
  REQUIRE(settings.error() ==
          Error{ErrorCode::bad_format,
                "no record of how it was fitted, so it can't be fitted again. Use a router made by alpharoute fit."});
}
