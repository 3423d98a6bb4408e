#include "alpharoute/describe.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "support.h"

using namespace alpharoute;
using nlohmann::json;

TEST_CASE("the description has the values of the artifact, with null for unknown numbers") {
  Artifact artifact = test::random_artifact(1, 2, 3, 2);
  artifact.sha256 = "abc";
  artifact.models[0].input_price = 0.5;
  artifact.models[1].capabilities = {"tools"};
  artifact.profiles.accuracy = {0.25f, 0.75f, 1.0f, NAN};
  artifact.profiles.cost = {NAN, NAN, 0.5f, 0.5f};
  artifact.profiles.count = {1, 3, 5, 0};
  artifact.defaults = {0.5, 4, Scoring::paper};
  const json description = json::parse(describe(artifact));
  CHECK(description["artifact"] == "abc");
  CHECK(description["embedder"] == json({{"id", "test-embedder"}, {"dimensions", 3}, {"sha256", ""}}));
  CHECK(description["defaults"] == json({{"alpha", 0.5}, {"nearest_clusters", 4}, {"scoring", "paper"}}));
  CHECK(description["scorings"] == json({"posterior", "paper", "refcode"}));
  CHECK(description["models"][0]["input_price"] == 0.5);
  CHECK(description["models"][0]["output_price"].is_null());
  CHECK(description["models"][0]["mean_accuracy"] == 0.625);
  CHECK(description["models"][0]["mean_cost_usd"].is_null());
  CHECK(description["models"][1]["capabilities"] == json({"tools"}));
  CHECK(description["models"][1]["mean_accuracy"] == 1.0);
  CHECK(description["clusters"][1]["label"] == "c1");
  CHECK(description["clusters"][1]["size"] == 11);
  CHECK(description["clusters"][1]["expected_accuracy"] == json({0.75, nullptr}));
  CHECK(description["clusters"][1]["expected_cost_usd"] == json({nullptr, 0.5}));
  CHECK(description["fit"] == json::object());
  artifact.posterior = {};
  CHECK(json::parse(describe(artifact))["scorings"] == json({"paper", "refcode"}));
}

TEST_CASE("a described decision has the documented keys in order, with null for unknown numbers") {
  Artifact artifact = test::random_artifact(1, 2, 3, 2);
  artifact.sha256 = "abc";
  Decision decision;
  decision.model = 1;
  decision.alpha = 0.25;
  decision.scoring = Scoring::paper;
  decision.novelty = 0.5;
  decision.models = {{0, NAN, {0.5, NAN, NAN}}, {1, 0.75, {0.5, 0.125, 0.25}}};
  decision.clusters = {{1, 0.5f, 1.0}};
  decision.spectrum = {{0.0, 1}};
  CHECK(describe(decision, artifact) ==
        R"({"model":"m1","alpha":0.25,"scoring":"paper","runner_up":null,"margin":null,"novelty":0.5,"is_novel":false,)"
        R"("models":[{"model":"m0","score":null,"expected_accuracy":0.5,"expected_cost_usd":null,)"
        R"("standard_error":null},{"model":"m1","score":0.75,"expected_accuracy":0.5,"expected_cost_usd":0.125,)"
        R"("standard_error":0.25}],"clusters":[{"id":1,"label":"c1","size":11,"distance":0.5,"weight":1.0}],)"
        R"("spectrum":[{"from":0.0,"model":"m1"}],"artifact":"abc"})");
  decision.runner_up = 0;
  decision.margin = 0.5;
  CHECK(json::parse(describe(decision, artifact))["runner_up"] == "m0");
  CHECK(json::parse(describe(decision, artifact))["margin"] == 0.5);
}
