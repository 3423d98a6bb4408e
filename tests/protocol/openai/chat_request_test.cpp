// Chat requests, and the bodies that providers receive.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "protocol/chat.h"

using namespace alpharoute;

namespace {

std::string upstream(std::string& body, bool with_usage, std::string_view prefill = "") {
  return protocol::upstream_body(read_chat(body), {"\"up\"", with_usage, prefill});
}

}  // namespace

TEST_CASE("a provider receives its model name, and no alpharoute member") {
  std::string body =
      R"({"model":"alpharoute:0.5","messages":[{"role":"user","content":"hi"}],"x":[1, 2.50],"alpharoute":{"alpha":1}})";
  REQUIRE(upstream(body, false) == R"({"model":"up","messages":[{"role":"user","content":"hi"}],"x":[1, 2.50]})");
  REQUIRE(
      upstream(body, true) ==
      R"({"model":"up","stream_options":{"include_usage":true},"messages":[{"role":"user","content":"hi"}],"x":[1, 2.50]})");
  std::string with_options =
      R"({"model":"m","stream_options":{"include_usage":false,"other":1},"messages":[{"role":"user","content":"hi"}]})";
  REQUIRE(
      upstream(with_options, true) ==
      R"({"model":"up","stream_options":{"include_usage":true,"other":1},"messages":[{"role":"user","content":"hi"}]})");
}

TEST_CASE("a provider without stream options receives none") {
  std::string body = R"({"stream":true,"model":"m","messages":[{"role":"user","content":"hi"}],"alpharoute":{},)"
                     R"("stream_options":{"include_usage":true}})";
  const auto request = read_chat(body);
  REQUIRE(request.include_usage);
  REQUIRE(upstream(body, false) == R"({"stream":true,"model":"up","messages":[{"role":"user","content":"hi"}]})");
  std::string answer = R"({"model":"m","messages":[{"role":"user","content":"hi"}],"stream_options":null})";
  REQUIRE(upstream(answer, false) ==
          R"({"model":"up","messages":[{"role":"user","content":"hi"}],"stream_options":null})");
}

TEST_CASE("the query is the last user turns, and the opening is the first") {
  std::string body = R"({"model":"m","messages":[{"role":"system","content":"S"},{"role":"user","content":"one"},)"
                     R"({"role":"assistant","content":"A"},{"role":"user","content":[{"type":"text","text":"two"},)"
                     R"({"type":"image_url","image_url":{"url":"u"}}]},{"role":"user","content":"three"}]})";
  const auto request = read_chat(body, 2);
  REQUIRE(request.query == "two\nthree");
  REQUIRE(request.opening == "one");
  REQUIRE(request.needs() == std::vector<std::string>{"images"});
  REQUIRE(read_chat(body, 9).query == "one\ntwo\nthree");
}

TEST_CASE("adjacent members are removed with their commas") {
  const std::string start = R"({"stream":true,"model":"m","messages":[{"role":"user","content":"hi"}])";
  const std::string expected = R"({"stream":true,"model":"up","messages":[{"role":"user","content":"hi"}])";
  for (const std::string members :
       {R"("alpharoute":{},"stream_options":{})", R"("stream_options":null , "alpharoute":{} )"}) {
    std::string at_end = start + "," + members + "}";
    REQUIRE(nlohmann::json::parse(upstream(at_end, false)) == nlohmann::json::parse(expected + "}"));
    std::string at_start = "{" + members + "," + start.substr(1) + "}";
    REQUIRE(upstream(at_start, false) == expected + "}");
    std::string in_the_middle = start + "," + members + ",\"x\":1}";
    REQUIRE(upstream(in_the_middle, false) == expected + ",\"x\":1}");
  }
}

TEST_CASE("a prefill is appended to the messages") {
  std::string body = R"({"messages":[{"role":"user","content":"hi"}],"model":"m"})";
  REQUIRE(upstream(body, false, "So \"far\"") ==
          R"({"messages":[{"role":"user","content":"hi"},{"content":"So \"far\"","role":"assistant"}],"model":"up"})");
}

TEST_CASE("a missing model is an error unless there is a default") {
  std::string body = R"({"messages":[{"role":"user","content":"hi"}]})";
  protocol::pad(body);
  REQUIRE(protocol::read_chat_request(body, 3).error().message ==
          "\"model\" is missing. Give \"alpharoute\" or a model that GET /v1/models lists.");
  REQUIRE(protocol::read_chat_request(body, 3, "alpharoute")->model == "alpharoute");
}
