// Source: https://docs.anthropic.com/en/api/messages-streaming.
#include "protocol/anthropic/stream.h"

#include <ctime>

#include "protocol/anthropic/parts.h"
#include "protocol/json/json_parser.h"
#include "protocol/json/json_tree.h"

namespace alpharoute::provider {

using nlohmann::json;
using nlohmann::ordered_json;

Failure AnthropicStream::take(std::string_view data, EventKind& kind) {
  const std::optional<json> event = parse_tree(data);
  if (!event) return {Outcome::malformed, 0, "The provider's stream holds an event that is not JSON."};
  const std::string type = text_member(*event, "type");
  if (type == "error") return failure_of(200, data, "");
  bool is_good = event->is_object();
  if (type == "message_start") start(member(*event, "message"));
  if (type == "content_block_start") is_good = start_block(member(*event, "content_block"));
  if (type == "content_block_delta") is_good = take_delta(member(*event, "delta"));
  if (type == "content_block_stop") end_block();
  if (type == "message_delta") finish(*event);
  if (type == "message_stop") kind = EventKind::end;
  if (!is_good) return {Outcome::malformed, 0, "The provider's stream holds an event that is not of its form."};
  return {};
}

void AnthropicStream::start(const json& message) {
  id_ = text_member(message, "id");
  read_anthropic_usage(member(message, "usage"), usage_);
  add({{"role", "assistant"}, {"content", ""}});
}

bool AnthropicStream::start_block(const json& block) {
  if (text_member(block, "type") != "tool_use") return block.is_object();
  const std::string* id = find_text(block, "id");
  const std::string* name = find_text(block, "name");
  if (id == nullptr || name == nullptr) return false;
  const json& input = member(block, "input");
  input_ = input.is_object() ? input.dump() : "{}";
  is_in_tool_ = true;
  ordered_json call = tool_call(*id, *name, "");
  call["index"] = ++tool_;
  add({{"tool_calls", ordered_json::array({call})}});
  return true;
}

bool AnthropicStream::take_delta(const json& delta) {
  const std::string type = text_member(delta, "type");
  const auto part = [&](const char* of_type, const char* key) {
    return type == of_type ? find_text(delta, key) : nullptr;
  };
  if (const std::string* text = part("text_delta", "text")) {
    add({{"content", *text}});
  } else if (const std::string* thinking = part("thinking_delta", "thinking")) {
    add({{"reasoning_content", *thinking}});
  } else if (const std::string* arguments = part("input_json_delta", "partial_json")) {
    if (is_in_tool_ && !arguments->empty()) add_arguments(*arguments);
  } else {
    return delta.is_object() && type != "text_delta" && type != "thinking_delta" && type != "input_json_delta";
  }
  return true;
}

// A call without arguments brings no part of them.
void AnthropicStream::end_block() {
  if (is_in_tool_ && !input_.empty()) add_arguments(input_);
  is_in_tool_ = false;
}

void AnthropicStream::finish(const json& event) {
  read_anthropic_usage(member(event, "usage"), usage_);
  const std::string reason = text_member(member(event, "delta"), "stop_reason");
  if (!reason.empty()) add(ordered_json::object(), finish_reason_of(reason));
  ordered_json chunk = envelope();
  chunk["choices"] = ordered_json::array();
  chunk["usage"] = ordered_json::parse(usage_json(usage_));
  send(chunk);
}

ordered_json AnthropicStream::envelope() const {
  return {{"id", id_},
          {"object", "chat.completion.chunk"},
          {"created", static_cast<std::int64_t>(std::time(nullptr))},
          {"model", model_}};
}

void AnthropicStream::add(const ordered_json& delta, const char* finish_reason) {
  ordered_json choice = {{"index", 0}, {"delta", delta}, {"finish_reason", nullptr}};
  if (finish_reason != nullptr) choice["finish_reason"] = finish_reason;
  ordered_json chunk = envelope();
  chunk["choices"] = ordered_json::array({choice});
  send(chunk);
}

void AnthropicStream::add_arguments(const std::string& arguments) {
  const ordered_json function = {{"arguments", arguments}};
  const ordered_json call = {{"index", tool_}, {"function", function}};
  add({{"tool_calls", ordered_json::array({call})}});
  input_.clear();
}

void AnthropicStream::send(const ordered_json& chunk) {
  std::string data = chunk.dump();
  pad(data);
  ChunkInfo facts = read_chunk(data);
  if (facts.usage) facts.usage->cache_write_tokens = usage_.cache_write_tokens;
  relay_.add(data, facts);
}

}  // namespace alpharoute::provider
