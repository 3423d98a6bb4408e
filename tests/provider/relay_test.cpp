// The events of a provider's stream that the client receives, and when the stream is complete.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>

#include "protocol/json/json_parser.h"
#include "protocol/openai/event.h"
#include "protocol/openai/event_writer.h"
#include "provider/relay.h"

using namespace alpharoute;
using protocol::StreamEvent;

namespace {

class Collected : public provider::StreamSink {
 public:
  provider::asio::awaitable<bool> write(std::string_view events) override {
    text += events;
    co_return true;
  }
  std::string text;
};

protocol::OpenAiEvent read(std::string data) {
  protocol::pad(data);
  return protocol::read_event(data);
}

std::string choice(int index, const std::string& delta, const char* finish = "null") {
  return R"({"model":"up","choices":[{"index":)" + std::to_string(index) + R"(,"delta":)" + delta +
         R"(,"finish_reason":)" + finish + "}]}";
}

void add(provider::Relay& relay, const std::string& data) {
  const protocol::OpenAiEvent event = read(data);
  REQUIRE(event.is_valid);
  relay.add(data, event.info);
}

void run(provider::asio::awaitable<bool> work) {
  boost::asio::io_context loop;
  boost::asio::co_spawn(loop, std::move(work), boost::asio::detached);
  loop.run();
}

// Returns what the client receives for `events` and the end of the stream.
std::string sent(const provider::RelayOptions& options, const std::vector<std::string>& events) {
  Collected client;
  provider::Relay relay(client, options);
  relay.restart("\"m\"");
  for (const std::string& event : events) add(relay, event);
  run(relay.finish());
  return client.text;
}

const std::string kText = choice(0, R"({"content":"hi"})");
const std::string kStop = choice(0, "{}", "\"stop\"");
const std::string kSentText =
    "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":null}]}\n\n";
const std::string kEnd = "data: [DONE]\n\n";

}  // namespace

TEST_CASE("a stream is finished when every choice that began has ended") {
  Collected client;
  provider::RelayOptions options;
  options.choices = 2;
  provider::Relay relay(client, options);
  REQUIRE_FALSE(relay.is_finished());
  add(relay, choice(0, R"({"content":"a"})"));
  add(relay, choice(1, R"({"content":"b"})"));
  add(relay, kStop);
  add(relay, kStop);  // does not end the other choice
  REQUIRE_FALSE(relay.is_finished());
  add(relay, choice(1, "{}", "\"length\""));
  REQUIRE(relay.is_finished());
  REQUIRE(relay.is_complete());
}

TEST_CASE("a stream with fewer choices than requested is finished but not complete") {
  Collected client;
  provider::RelayOptions options;
  options.choices = 2;
  provider::Relay relay(client, options);
  add(relay, kText);
  add(relay, kStop);
  REQUIRE(relay.is_finished());
  REQUIRE_FALSE(relay.is_complete());
}

TEST_CASE("an event with a choice index above 127 is invalid") {
  REQUIRE(read(choice(127, "{}")).is_valid);
  REQUIRE_FALSE(read(choice(128, "{}")).is_valid);
}

TEST_CASE("reasoning and tool calls are tokens, and empty events have none") {
  for (const char* delta :
       {R"({"content":"a"})", R"({"reasoning_content":"a"})", R"({"reasoning":"a"})", R"({"reasoning_details":[{}]})",
        R"({"tool_calls":[{"index":0}]})", R"({"refusal":"a"})", R"({"content":[{"type":"thinking"}]})"}) {
    INFO(delta);
    REQUIRE(read(choice(0, delta)).info.has_token);
  }
  for (const char* delta : {"{}", R"({"role":"assistant","content":""})", R"({"content":null,"reasoning":null})",
                            R"({"content":"","tool_calls":[],"audio":{},"reasoning_details":[]})"}) {
    INFO(delta);
    REQUIRE_FALSE(read(choice(0, delta)).info.has_token);
  }
}

TEST_CASE("tokenless events do not reset the timeout") {
  Collected client;
  provider::Relay relay(client, {});
  add(relay, kText);
  const auto last = relay.last_token();
  add(relay, choice(0, R"({"content":""})"));
  REQUIRE(relay.last_token() == last);
  add(relay, kText);
  REQUIRE(relay.last_token() > last);
}

TEST_CASE("usage is hidden from a client that did not request it") {
  const std::string null = R"({"usage":null,"model":"up","choices":[{"index":0,"delta":{"content":"hi"},)"
                           R"("finish_reason":null}]})";
  const std::string inside = R"({"model":"up","choices":[{"index":0,"delta":{"content":"hi"},"finish_reason":null}],)"
                             R"("usage":{"prompt_tokens":4,"completion_tokens":2}})";
  const std::string zero = R"({"model":"up","choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0}})";
  const std::string last = R"({"model":"up","choices":[],"usage":{"prompt_tokens":4,"completion_tokens":2}})";
  REQUIRE(sent({}, {null, inside, zero, last}) == kSentText + kSentText + kEnd);
}

TEST_CASE("a client that requested usage receives it unchanged, or an estimate instead of zeros") {
  provider::RelayOptions options;
  options.include_usage = true;
  const std::string last = R"({"choices":[],"usage":{"prompt_tokens":4,"completion_tokens":2}})";
  REQUIRE(sent(options, {kText, last}) == kSentText + "data: " + last + "\n\n" + kEnd);
  const std::string zero = R"({"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0}})";
  REQUIRE(sent(options, {kText, zero}) ==
          kSentText +
              "data: {\"id\":\"\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"m\",\"choices\":[],"
              "\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":1,\"total_tokens\":1,\"is_estimated\":true}}\n\n" +
              kEnd);
}

TEST_CASE("line breaks in an event become spaces") {
  REQUIRE(sent({}, {R"({"model":"up","choices":[{"index":0,"delta":{"content":"hi"},)"
                    "\n"
                    R"("finish_reason":null}]})"}) ==
          "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"}, "
          "\"finish_reason\":null}]}\n\n" +
              kEnd);
  std::string error;
  protocol::write_data("{\r\n  \"error\": {}\n}", error);
  REQUIRE(error == "data: {    \"error\": {} }\n\n");
}

TEST_CASE("events of another protocol are written in the client's protocol") {
  Collected client;
  provider::RelayOptions options;
  options.include_usage = true;
  provider::Relay relay(client, options);
  relay.restart("\"m\"");
  StreamEvent text, reasoning, call, arguments, end, usage;
  text.text = "h\"i";
  reasoning.reasoning = "R";
  call.tool_call = protocol::ToolCallPart{0, true, {"t", "f", ""}};
  arguments.tool_call = protocol::ToolCallPart{0, false, {"", "", "{}"}};
  end.finish_reason = protocol::FinishReason::tool_calls;
  usage.usage = protocol::Usage{4, 3, 1, 2, false};
  for (const StreamEvent& event : {text, reasoning, call, arguments, end, usage}) relay.add(event);
  REQUIRE(relay.is_complete());
  REQUIRE(relay.usage().cache_write_tokens == 1);
  run(relay.finish());
  for (const char* part :
       {R"("model":"m","choices":[{"index":0,"delta":{"content":"h\"i"},"finish_reason":null}]})",
        R"("delta":{"reasoning_content":"R"})",
        R"("delta":{"tool_calls":[{"id":"t","type":"function","function":{"name":"f","arguments":""},"index":0}]})",
        R"("delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]})",
        R"("delta":{},"finish_reason":"tool_calls"})",
        R"("choices":[],"usage":{"prompt_tokens":4,"completion_tokens":2,"total_tokens":6,)"
        R"("prompt_tokens_details":{"cached_tokens":3}}})"}) {
    INFO(part);
    REQUIRE(client.text.find(part) != std::string::npos);
  }
}
