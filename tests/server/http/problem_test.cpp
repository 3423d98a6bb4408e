#include "server/http/problem.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "server/http/route_table.h"

using namespace alpharoute;
using namespace std::chrono_literals;
using nlohmann::json;
using protocol::Failure;
using protocol::Outcome;
using server::ErrorProtocol;
using server::HttpError;

namespace {

server::asio::awaitable<server::HttpResult<void>> no_handler(server::Exchange&) { co_return HttpError{}; }

constexpr server::Route kRoutes[] = {
    {"GET", "/a", server::RouteScope::none, ErrorProtocol::openai, no_handler},
    {"POST", "/a", server::RouteScope::none, ErrorProtocol::openai, no_handler},
    {"POST", "/b", server::RouteScope::none, ErrorProtocol::anthropic, no_handler},
};

}  // namespace

TEST_CASE("an error has the shape of the route's protocol") {
  const HttpError error{404, "Unknown model.", "model_not_found"};
  REQUIRE(json::parse(error_body(error, ErrorProtocol::openai)) ==
          json::parse(R"({"error": {"message": "Unknown model.",
      "type": "not_found_error", "param": null, "code": "model_not_found"}})"));
  REQUIRE(json::parse(error_body(error, ErrorProtocol::anthropic)) == json::parse(R"({"type": "error", "error":
      {"type": "not_found_error", "message": "Unknown model."}})"));
}

TEST_CASE("a provider's own error is forwarded only to clients of its protocol") {
  Failure failure{Outcome::invalid_request, 422, "Bad temperature."};
  failure.body = R"({"error": {"message": "Bad temperature.", "type": "x"}})";
  const HttpError error = server::http_error(failure);
  REQUIRE(error.status == 422);
  REQUIRE(error_body(error, ErrorProtocol::openai) == failure.body);
  REQUIRE(json::parse(error_body(error, ErrorProtocol::anthropic))["error"]["message"] == "Bad temperature.");
}

TEST_CASE("only rate limits and unavailable providers have a Retry-After") {
  Failure failure{Outcome::rate_limited, 429, "Slow down."};
  failure.retry_after = 2000ms;
  REQUIRE(server::http_error(failure).retry_after == 2000ms);
  failure.outcome = Outcome::timed_out;
  REQUIRE(server::http_error(failure).status == 504);
  REQUIRE_FALSE(server::http_error(failure).retry_after);
}

TEST_CASE("an error of the core is the client's unless another server failed") {
  const HttpError client = server::http_error(Error{ErrorCode::no_model, "No model."});
  REQUIRE((client.status == 400 && client.code == "no_model"));
  REQUIRE(server::http_error(Error{ErrorCode::io, "No file."}).status == 502);
}

TEST_CASE("a route is found by method and path, and HEAD by GET") {
  REQUIRE(find_route(kRoutes, "HEAD", "/a") == &kRoutes[0]);
  REQUIRE(find_route(kRoutes, "POST", "/a") == &kRoutes[1]);
  REQUIRE(find_route(kRoutes, "GET", "/b") == nullptr);
  REQUIRE(allowed_methods(kRoutes, "/a") == "GET, HEAD, POST");
  REQUIRE(allowed_methods(kRoutes, "/c").empty());
  REQUIRE(route_label(kRoutes, "/b") == "/b");
  REQUIRE(route_label(kRoutes, "/secret") == "other");
}
