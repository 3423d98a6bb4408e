// Streams and answers of Anthropic's Messages API as values.
#include "protocol/anthropic/stream.h"

#include <catch2/catch.hpp>

#include "protocol/anthropic/answer.h"

using namespace alpharoute;
using protocol::FinishReason;
using protocol::StreamEvent;

namespace {

std::vector<StreamEvent> read(const std::vector<std::string>& lines, bool& is_last) {
  protocol::AnthropicStream stream;
  std::vector<StreamEvent> events;
  for (const std::string& line : lines) REQUIRE_FALSE(stream.read(line, events, is_last).is_failure());
  return events;
}

}  // namespace

TEST_CASE("a stream with text and a tool call becomes events") {
  bool is_last = false;
  const auto events = read(
      {R"({"type":"message_start","message":{"id":"msg_1","usage":{"input_tokens":7,"cache_read_input_tokens":3}}})",
       R"({"type":"content_block_delta","delta":{"type":"text_delta","text":"Hi"}})", R"({"type":"ping"})",
       R"({"type":"content_block_start","content_block":{"type":"tool_use","id":"t","name":"f","input":{}}})",
       R"({"type":"content_block_delta","delta":{"type":"input_json_delta","partial_json":"{\"a\":1}"}})",
       R"({"type":"content_block_stop"})",
       R"({"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":5}})",
       R"({"type":"message_stop"})"},
      is_last);
  REQUIRE(is_last);
  REQUIRE(events.size() == 6);
  REQUIRE(events[0].is_role);
  REQUIRE(events[0].id == "msg_1");
  REQUIRE(events[1].text == "Hi");
  REQUIRE(events[2].tool_call->is_first);
  REQUIRE(events[2].tool_call->call.name == "f");
  REQUIRE(events[3].tool_call->index == 0);
  REQUIRE(events[3].tool_call->call.arguments == "{\"a\":1}");
  REQUIRE(events[4].finish_reason == FinishReason::tool_calls);
  REQUIRE(events[5].usage->prompt_tokens == 10);
  REQUIRE(events[5].usage->cached_tokens == 3);
  REQUIRE(events[5].usage->completion_tokens == 5);
}

TEST_CASE("a tool call without arguments has an empty object") {
  bool is_last = false;
  const auto events = read({R"({"type":"content_block_start","content_block":{"type":"tool_use","id":"t","name":"f"}})",
                            R"({"type":"content_block_stop"})"},
                           is_last);
  REQUIRE(events.size() == 2);
  REQUIRE(events[1].tool_call->call.arguments == "{}");
}

TEST_CASE("an answer has its text, reasoning and tool calls") {
  const auto answer = protocol::read_anthropic_answer(
      R"({"id":"m","content":[{"type":"thinking","thinking":"T"},{"type":"text","text":"A"},)"
      R"({"type":"tool_use","id":"t","name":"f","input":{"a":1}}],"stop_reason":"max_tokens",)"
      R"("usage":{"input_tokens":4,"output_tokens":2}})");
  REQUIRE(answer.has_value());
  REQUIRE((answer->id == "m" && answer->text == "A" && answer->reasoning == "T"));
  REQUIRE(answer->tool_calls.size() == 1);
  REQUIRE(answer->tool_calls[0].arguments == "{\"a\":1}");
  REQUIRE(answer->finish_reason == FinishReason::length);
  REQUIRE(answer->usage.completion_tokens == 2);
  REQUIRE_FALSE(protocol::read_anthropic_answer(R"({"content":[{"type":"text"}]})"));
}
