// What of a provider's stream reaches the caller, and when it is whole.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>

#include "protocol/json/json_parser.h"
#include "provider/relay.h"

using namespace alpharoute;
using provider::ChunkInfo;

namespace {

class Kept : public provider::StreamSink {
 public:
  provider::asio::awaitable<bool> write(std::string_view events) override {
    text += events;
    co_return true;
  }
  std::string text;
};

ChunkInfo facts_of(std::string data) {
  provider::pad(data);
  return provider::read_chunk(data);
}

std::string choice(int index, const std::string& delta, const char* finish = "null") {
  return R"({"model":"up","choices":[{"index":)" + std::to_string(index) + R"(,"delta":)" + delta +
         R"(,"finish_reason":)" + finish + "}]}";
}

void add(provider::Relay& relay, const std::string& data) {
  const ChunkInfo facts = facts_of(data);
  REQUIRE(facts.is_valid);
  relay.add(data, facts);
}

void run(provider::asio::awaitable<bool> work) {
  boost::asio::io_context loop;
  boost::asio::co_spawn(loop, std::move(work), boost::asio::detached);
  loop.run();
}

// What the caller sees of these events and of the end.
std::string shown(provider::RelayOptions options, const std::vector<std::string>& events) {
  Kept kept;
  options.model_json = "\"m\"";
  provider::Relay relay(kept, options);
  for (const std::string& event : events) add(relay, event);
  run(relay.finish());
  return kept.text;
}

const std::string kText = choice(0, R"({"content":"hi"})");
const std::string kStop = choice(0, "{}", "\"stop\"");
const std::string kShownText =
    "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":null}]}\n\n";
const std::string kEnd = "data: [DONE]\n\n";

}  // namespace

TEST_CASE("a stream is whole when every choice that began has finished") {
  Kept kept;
  provider::RelayOptions options;
  options.choices = 2;
  provider::Relay relay(kept, options);
  REQUIRE_FALSE(relay.is_finished());
  add(relay, choice(0, R"({"content":"a"})"));
  add(relay, choice(1, R"({"content":"b"})"));
  add(relay, kStop);
  add(relay, kStop);  // says nothing about the other choice
  REQUIRE_FALSE(relay.is_finished());
  add(relay, choice(1, "{}", "\"length\""));
  REQUIRE(relay.is_finished());
  REQUIRE(relay.is_complete());
}

TEST_CASE("fewer choices than were asked for are whole once the stream says that it ends") {
  Kept kept;
  provider::RelayOptions options;
  options.choices = 2;
  provider::Relay relay(kept, options);
  add(relay, kText);
  add(relay, kStop);
  REQUIRE(relay.is_finished());
  REQUIRE_FALSE(relay.is_complete());
}

TEST_CASE("a choice that no caller can have asked for is no event") {
  REQUIRE(facts_of(choice(127, "{}")).is_valid);
  REQUIRE_FALSE(facts_of(choice(128, "{}")).is_valid);
}

TEST_CASE("thinking and calls are tokens, an empty event is none") {
  for (const char* delta :
       {R"({"content":"a"})", R"({"reasoning_content":"a"})", R"({"reasoning":"a"})", R"({"reasoning_details":[{}]})",
        R"({"tool_calls":[{"index":0}]})", R"({"refusal":"a"})", R"({"content":[{"type":"thinking"}]})"}) {
    INFO(delta);
    REQUIRE(facts_of(choice(0, delta)).has_token);
  }
  for (const char* delta : {"{}", R"({"role":"assistant","content":""})", R"({"content":null,"reasoning":null})",
                            R"({"content":"","tool_calls":[],"audio":{},"reasoning_details":[]})"}) {
    INFO(delta);
    REQUIRE_FALSE(facts_of(choice(0, delta)).has_token);
  }
}

TEST_CASE("an event without a token is no sign of life") {
  Kept kept;
  provider::Relay relay(kept, {});
  add(relay, kText);
  const auto last = relay.last_token();
  add(relay, choice(0, R"({"content":""})"));
  REQUIRE(relay.last_token() == last);
  add(relay, kText);
  REQUIRE(relay.last_token() > last);
}

TEST_CASE("a caller who did not ask for usage sees none") {
  const std::string null = R"({"usage":null,"model":"up","choices":[{"index":0,"delta":{"content":"hi"},)"
                           R"("finish_reason":null}]})";
  const std::string inside = R"({"model":"up","choices":[{"index":0,"delta":{"content":"hi"},"finish_reason":null}],)"
                             R"("usage":{"prompt_tokens":4,"completion_tokens":2}})";
  const std::string zero = R"({"model":"up","choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0}})";
  const std::string last = R"({"model":"up","choices":[],"usage":{"prompt_tokens":4,"completion_tokens":2}})";
  REQUIRE(shown({}, {null, inside, zero, last}) == kShownText + kShownText + kEnd);
}

TEST_CASE("a caller who asked for usage sees it as it came, or an estimate in place of zeros") {
  provider::RelayOptions options;
  options.include_usage = true;
  const std::string last = R"({"choices":[],"usage":{"prompt_tokens":4,"completion_tokens":2}})";
  REQUIRE(shown(options, {kText, last}) == kShownText + "data: " + last + "\n\n" + kEnd);
  const std::string zero = R"({"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0}})";
  REQUIRE(shown(options, {kText, zero}) ==
          kShownText +
              "data: {\"id\":\"\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"m\",\"choices\":[],"
              "\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":1,\"total_tokens\":1,\"is_estimated\":true}}\n\n" +
              kEnd);
}

TEST_CASE("an event of several lines and a spread error go on as one line") {
  REQUIRE(shown({}, {R"({"model":"up","choices":[{"index":0,"delta":{"content":"hi"},)"
                     "\n"
                     R"("finish_reason":null}]})"}) ==
          "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"}, "
          "\"finish_reason\":null}]}\n\n" +
              kEnd);
  Kept kept;
  provider::Relay relay(kept, {});
  const std::string error = "{\r\n  \"error\": {}\n}";
  run(relay.fail(error));
  REQUIRE(kept.text == "data: {    \"error\": {} }\n\n");
}
