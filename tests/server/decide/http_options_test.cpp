#include "server/decide/http_options.h"

#include <catch2/catch.hpp>

using namespace alpharoute;
using server::RouteOptions;

namespace {

RouteOptions options_of(const std::vector<std::pair<const char*, const char*>>& headers) {
  net::HttpRequest request;
  for (const auto& [name, value] : headers) request.add_header(name, value);
  RouteOptions options;
  REQUIRE(server::read_options(request, options).ok());
  return options;
}

Error error_of(const char* name, const char* value) {
  net::HttpRequest request;
  request.add_header(name, value);
  RouteOptions options;
  const Result<void> read = server::read_options(request, options);
  REQUIRE_FALSE(read.ok());
  return read.error();
}

}  // namespace

TEST_CASE("every request option can be set by a header") {
  const RouteOptions options = options_of({{"X-Alpharoute-Scoring", "paper"},
                                           {"X-Alpharoute-Nearest-Clusters", "3"},
                                           {"X-Alpharoute-Models", "a, b"},
                                           {"X-Alpharoute-Deny", "c"},
                                           {"X-Alpharoute-Capabilities", "tools"},
                                           {"X-Alpharoute-Context-Tokens", "4000"},
                                           {"X-Alpharoute-Max-Cost-Usd", "0.5"},
                                           {"X-Alpharoute-Min-Accuracy", "0.75"},
                                           {"X-Alpharoute-Best-Share", "0.9"},
                                           {"X-Alpharoute-Conversation", "c-1"},
                                           {"X-Request-Id", "ignored"}});
  CHECK(options.conversation == "c-1");
  CHECK(options.request == Request{.scoring = Scoring::paper,
                                   .nearest_clusters = 3,
                                   .models = {"a", "b"},
                                   .deny = {"c"},
                                   .capabilities = {"tools"},
                                   .context_tokens = 4000,
                                   .max_cost_usd = 0.5,
                                   .min_accuracy = 0.75,
                                   .budget = Budget{{}, 0.9}});
}

TEST_CASE("if a header is repeated, the first one is used, and an empty one sets nothing") {
  CHECK(options_of({{"x-alpharoute-alpha", "0.25"}, {"x-alpharoute-alpha", "0.75"}}).request.alpha == 0.25);
  CHECK(options_of({{"x-alpharoute-alpha", ""}}).request == Request());
}

TEST_CASE("an unknown x-alpharoute header or a value of another type is an error with the header's name") {
  CHECK(error_of("x-alpharoute-apha", "1") ==
        Error{ErrorCode::invalid_argument,
              "x-alpharoute-apha is not a request header of the gateway. These are x-alpharoute-alpha, "
              "x-alpharoute-scoring, x-alpharoute-nearest-clusters, x-alpharoute-models, x-alpharoute-deny, "
              "x-alpharoute-capabilities, x-alpharoute-context-tokens, x-alpharoute-max-cost-usd, "
              "x-alpharoute-min-accuracy, x-alpharoute-cost-per-1000, x-alpharoute-best-share, "
              "x-alpharoute-conversation."});
  CHECK(error_of("x-alpharoute-alpha", "high") ==
        Error{ErrorCode::invalid_argument, "x-alpharoute-alpha must be a number."});
}

TEST_CASE("the JSON options override the headers, except those that they do not name") {
  RouteOptions options = options_of({{"x-alpharoute-alpha", "0.25"}, {"x-alpharoute-deny", "a"}});
  REQUIRE(server::read_options(R"({"alpha":0.5,"conversation":"c-2"})", options).ok());
  CHECK(options.request == Request{.alpha = 0.5, .deny = {"a"}});
  CHECK(options.conversation == "c-2");
}

TEST_CASE("a model name has an alpha after its colon") {
  RouteOptions options;
  REQUIRE(server::read_model_name("alpharoute:0.53", options).ok());
  CHECK(options.request.alpha == 0.53);
  CHECK(server::read_model_name("alpharoute:best", options).error() ==
        Error{ErrorCode::invalid_argument, "the alpha in the model name \"alpharoute:best\" must be a number."});
}
