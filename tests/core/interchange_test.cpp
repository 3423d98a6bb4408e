#include "alpharoute/interchange.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "support.h"

using namespace alpharoute;
using nlohmann::json;

namespace {

Error error_of(std::string_view text) {
  const Result<Request> request = parse_request(text);
  REQUIRE_FALSE(request.ok());
  return request.error();
}

}  // namespace

TEST_CASE("a JSON request fills every field") {
  const Result<Request> request = parse_request(
      R"({"alpha":0.25,"scoring":"paper","nearest_clusters":3,"models":["a","b"],"deny":["c"],"capabilities":["tools"],)"
      R"("context_tokens":4000,"max_cost_usd":0.5,"min_accuracy":0.75})");
  REQUIRE(request.ok());
  CHECK(request->alpha == 0.25);
  CHECK(request->scoring == Scoring::paper);
  CHECK(request->nearest_clusters == 3);
  CHECK(request->models == std::vector<std::string>{"a", "b"});
  CHECK(request->deny == std::vector<std::string>{"c"});
  CHECK(request->capabilities == std::vector<std::string>{"tools"});
  CHECK(request->context_tokens == 4000);
  CHECK(request->max_cost_usd == 0.5);
  CHECK(request->min_accuracy == 0.75);
  CHECK_FALSE(request->budget);
}

TEST_CASE("null and an empty object select the artifact's defaults, and a budget has exactly one of two keys") {
  const Result<Request> nothing = parse_request(R"({"alpha":null,"models":null,"budget":null})");
  REQUIRE(nothing.ok());
  CHECK_FALSE(nothing->alpha);
  CHECK_FALSE(nothing->budget);
  const Result<Request> budget = parse_request(R"({"budget":{"best_share":0.9,"cost_per_1000":null}})");
  REQUIRE(budget.ok());
  REQUIRE(budget->budget);
  CHECK(budget->budget->best_share == 0.9);
  CHECK_FALSE(budget->budget->cost_per_1000);
}

TEST_CASE("an unknown or invalid option is rejected by name") {
  const auto bad = [](std::string message) { return Error{ErrorCode::invalid_argument, std::move(message)}; };
  CHECK(error_of("[]") == bad("the options is not a JSON object"));
  CHECK(error_of(R"({"alpha":1,"alpha":0})") == bad("the options gives the key \"alpha\" twice"));
  CHECK(error_of(R"({"alpha":"1"})") == bad("\"alpha\" is not a number."));
  CHECK(error_of(R"({"nearest_clusters":1.5})") == bad("\"nearest_clusters\" is not a whole number from 0 to 4294967295."));
  CHECK(error_of(R"({"nearest_clusters":-1})") == bad("\"nearest_clusters\" is not a whole number from 0 to 4294967295."));
  CHECK(error_of(R"({"nearest_clusters":4294967296})") == bad("\"nearest_clusters\" is not a whole number from 0 to 4294967295."));
  CHECK(error_of(R"({"models":"a"})") == bad("\"models\" is not a list of texts."));
  CHECK(error_of(R"({"deny":[1]})") == bad("\"deny\" is not a list of texts."));
  CHECK(error_of(R"({"scoring":"best"})") == bad("\"scoring\" is not \"posterior\", \"paper\" or \"refcode\"."));
  CHECK(error_of(R"({"budget":1})") == bad("\"budget\" is not an object with \"cost_per_1000\" or \"best_share\"."));
  CHECK(error_of(R"({"budget":{"share":1}})") ==
        bad("\"budget\" is not an object with \"cost_per_1000\" or \"best_share\"."));
  CHECK(error_of(R"({"budget":{"best_share":[]}})") == bad("\"budget.best_share\" is not a number."));
  CHECK(error_of(R"({"nearestClusters":1})") ==
        bad("\"nearestClusters\" is no option. There are alpha, scoring, nearest_clusters, models, deny, capabilities, context_tokens, "
            "max_cost_usd, min_accuracy and budget."));
}

TEST_CASE("the description lists the artifact's content, with unknown numbers as null") {
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
