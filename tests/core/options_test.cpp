#include "alpharoute/options.h"

#include <catch2/catch.hpp>

using namespace alpharoute;

namespace {

Error error_of(std::string_view text) {
  const Result<Request> request = parse_request(text);
  REQUIRE_FALSE(request.ok());
  return request.error();
}

Error bad(std::string message) { return Error{ErrorCode::invalid_argument, std::move(message)}; }

const Option& option(std::string_view name) {
  for (const Option& row : request_options()) {
    if (row.name == name) return row;
  }
  throw std::invalid_argument(std::string(name));
}

// A text that each option accepts.
constexpr std::pair<std::string_view, std::string_view> kTexts[] = {
    {"alpha", "0.25"},          {"scoring", "paper"},    {"nearest_clusters", "3"},
    {"models", "a,b"},          {"deny", "c"},           {"capabilities", "tools"},
    {"context_tokens", "4000"}, {"max_cost_usd", "0.5"}, {"min_accuracy", "0.75"},
    {"cost_per_1000", "2"},     {"best_share", "0.9"},
};

}  // namespace

TEST_CASE("a JSON request sets every member") {
  const Result<Request> request = parse_request(
      R"({"alpha":0.25,"scoring":"paper","nearest_clusters":3,"models":["a","b"],"deny":["c"],"capabilities":["tools"],)"
      R"("context_tokens":4000,"max_cost_usd":0.5,"min_accuracy":0.75,"budget":{"cost_per_1000":2,"best_share":0.9}})");
  REQUIRE(request.ok());
  CHECK(*request == Request{.alpha = 0.25,
                            .scoring = Scoring::paper,
                            .nearest_clusters = 3,
                            .models = {"a", "b"},
                            .deny = {"c"},
                            .capabilities = {"tools"},
                            .context_tokens = 4000,
                            .max_cost_usd = 0.5,
                            .min_accuracy = 0.75,
                            .budget = Budget{2.0, 0.9}});
}

TEST_CASE("null and an empty object set nothing, and a null member of budget is not set") {
  const Result<Request> nothing = parse_request(R"({"alpha":null,"models":null,"budget":null})");
  REQUIRE(nothing.ok());
  CHECK(*nothing == Request());
  CHECK(*parse_request("{}") == Request());
  CHECK(*parse_request(R"({"budget":{"best_share":0.9,"cost_per_1000":null}})") == Request{.budget = Budget{{}, 0.9}});
}

TEST_CASE("a second object keeps other members and replaces the whole budget") {
  Request request = *parse_request(R"({"alpha":0.5,"deny":["a","b"],"budget":{"cost_per_1000":1}})");
  REQUIRE(parse_request(R"({"deny":["c"],"budget":{"best_share":0.9}})", request).ok());
  CHECK(request == Request{.alpha = 0.5, .deny = {"c"}, .budget = Budget{{}, 0.9}});
}

TEST_CASE("a member that the caller reads itself is accepted as a string only, and listed") {
  std::string conversation;
  const ExtraMember extra[] = {{"conversation", &conversation}};
  Request request;
  REQUIRE(parse_request(R"({"conversation":"c-1","alpha":1})", request, extra).ok());
  CHECK(conversation == "c-1");
  CHECK(request.alpha == 1.0);
  CHECK(parse_request(R"({"conversation":1})", request, extra).error() == bad("\"conversation\" must be a string."));
  CHECK(parse_request(R"({"turn":1})", request, extra).error() ==
        bad("\"turn\" is not a request option. The options are alpha, scoring, nearest_clusters, models, deny, "
            "capabilities, context_tokens, max_cost_usd, min_accuracy, budget, conversation."));
}

TEST_CASE("an error in a JSON request names the member and the type it must have") {
  CHECK(error_of("[]") == bad("the request is not a JSON object."));
  CHECK(error_of(R"({"alpha":1,"alpha":0})") == bad("the request repeats the key \"alpha\"."));
  CHECK(error_of(R"({"alpha":"1"})") == bad("\"alpha\" must be a number."));
  for (const char* value : {"1.5", "-1", "4294967296"}) {
    CHECK(error_of("{\"nearest_clusters\":" + std::string(value) + "}") ==
          bad("\"nearest_clusters\" must be a whole number from 0 to 4294967295."));
  }
  CHECK(error_of(R"({"models":"a"})") == bad("\"models\" must be a list of strings."));
  CHECK(error_of(R"({"deny":[1]})") == bad("\"deny\" must be a list of strings."));
  CHECK(error_of(R"({"scoring":"best"})") == bad("\"scoring\" must be a scoring mode: posterior, paper or refcode."));
  for (const char* value : {"1", R"({"share":1})"}) {
    CHECK(error_of("{\"budget\":" + std::string(value) + "}") ==
          bad("\"budget\" must be an object with \"cost_per_1000\" or \"best_share\"."));
  }
  CHECK(error_of(R"({"budget":{"best_share":[]}})") == bad("\"budget.best_share\" must be a number."));
  CHECK(error_of(R"({"nearestClusters":1})") ==
        bad("\"nearestClusters\" is not a request option. The options are alpha, scoring, nearest_clusters, models, "
            "deny, capabilities, context_tokens, max_cost_usd, min_accuracy, budget."));
}

TEST_CASE("every option has a header, a flag and a text that sets its member and no other") {
  REQUIRE(std::size(kTexts) == request_options().size());
  for (const auto& [name, text] : kTexts) {
    INFO(name);
    const Option& row = option(name);
    CHECK_FALSE(row.help.empty());
    CHECK_FALSE(row.help.ends_with('.'));
    Request request;
    REQUIRE(read_option(row, text, flag_name(row), request).ok());
    CHECK(request != Request());
    for (const auto& [other, other_text] : kTexts) {
      Request both = request;
      REQUIRE(read_option(option(other), other_text, "", both).ok());
      CHECK((both == request) == (other == name));
    }
  }
  CHECK(header_name(option("max_cost_usd")) == "x-alpharoute-max-cost-usd");
  CHECK(flag_name(option("nearest_clusters")) == "--nearest-clusters");
}

TEST_CASE("a list in a header or flag is separated by commas, and spaces are ignored") {
  Request request;
  REQUIRE(read_option(option("models"), " a, b ,,c d", "", request).ok());
  CHECK(request.models == std::vector<std::string>{"a", "b", "c d"});
}

TEST_CASE("a text of the wrong type is an error with the name of the header or flag") {
  Request request;
  for (const char* text : {"", "x", "0x1", "nan", "inf", " 1", "1 ", "1,2"}) {
    CHECK(read_option(option("alpha"), text, "--alpha", request).error() == bad("--alpha must be a number."));
  }
  for (const char* text : {".5", "5e-1", "+0.5"}) {
    REQUIRE(read_option(option("alpha"), text, "", request).ok());
    CHECK(request.alpha == 0.5);
  }
  CHECK(read_option(option("context_tokens"), "1.5", "--context-tokens", request).error() ==
        bad("--context-tokens must be a whole number from 0 to 4294967295."));
  CHECK(read_option(option("scoring"), "best", "--scoring", request).error() ==
        bad("--scoring must be a scoring mode: posterior, paper or refcode."));
}
