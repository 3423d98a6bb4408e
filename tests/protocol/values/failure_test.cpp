// The failures that error responses describe.
#include "protocol/values/failure.h"

#include <catch2/catch.hpp>

using namespace alpharoute;
using namespace std::chrono_literals;
using protocol::Outcome;

TEST_CASE("status and error code determine the outcome") {
  const auto outcome = [](unsigned status, std::string_view body) {
    return protocol::failure_of(status, body, "").outcome;
  };
  REQUIRE(outcome(429, "{}") == Outcome::rate_limited);
  REQUIRE(outcome(429, R"({"error":{"code":"insufficient_quota"}})") == Outcome::quota);
  REQUIRE(outcome(402, "") == Outcome::quota);
  REQUIRE(outcome(500, "<html>") == Outcome::unavailable);
  REQUIRE(outcome(529, R"({"type":"error","error":{"type":"overloaded_error"}})") == Outcome::unavailable);
  REQUIRE(outcome(400, R"({"error":{"code":"context_length_exceeded"}})") == Outcome::context_length);
  REQUIRE(outcome(400, R"({"error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens"}})") ==
          Outcome::context_length);
  REQUIRE(outcome(400, R"({"error":{"code":"content_filter"}})") == Outcome::content_filter);
  REQUIRE(outcome(400, R"([{"error":{"code":400,"message":"bad"}}])") == Outcome::invalid_request);
  REQUIRE(outcome(401, "{}") == Outcome::misconfigured);
  REQUIRE(outcome(200, R"({"error":{"code":502,"message":"x"}})") == Outcome::unavailable);
}

TEST_CASE("authentication errors are not forwarded") {
  const auto failure = protocol::failure_of(401, R"({"error":{"message":"Incorrect API key: sk-secret"}})", "");
  REQUIRE(
      failure.message ==
      "The provider rejected the gateway's request with status 401. Check the provider's key and the model's name in "
      "the configuration.");
  REQUIRE(failure.body.empty());
}

TEST_CASE("only errors in OpenAI's shape are forwarded unchanged") {
  const std::string body = R"({"error":{"type":"invalid_request_error","message":"prompt is too long"}})";
  REQUIRE(protocol::failure_of(400, body, "").body == body);
  const auto anthropic = protocol::failure_of(
      400, R"({"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long"}})", "");
  REQUIRE(anthropic.body.empty());
  REQUIRE(anthropic.outcome == Outcome::context_length);
  REQUIRE(anthropic.message == "prompt is too long");
}

TEST_CASE("Retry-After is seconds or a date") {
  REQUIRE(protocol::parse_retry_after("2") == 2000ms);
  REQUIRE(protocol::parse_retry_after("0.5") == 500ms);
  REQUIRE(protocol::parse_retry_after("1e99") == 86400000ms);
  REQUIRE(protocol::parse_retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0ms);
  for (const char* text : {"", "soon", "-1", "nan", "2 s"}) REQUIRE_FALSE(protocol::parse_retry_after(text));
}
