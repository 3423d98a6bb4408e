// Source: https://docs.anthropic.com/en/api/messages-streaming.
#include "protocol/anthropic/stream.h"

#include "protocol/anthropic/parts.h"
#include "protocol/json/json_tree.h"
#include "protocol/values/failure.h"

namespace alpharoute::protocol {

using nlohmann::json;

Failure AnthropicStream::read(std::string_view data, Events& events, bool& is_last) {
  const std::optional<json> event = parse_tree(data);
  if (!event) return {Outcome::malformed, 0, "The provider's stream contains an event that is not JSON."};
  const std::string type = text_member(*event, "type");
  if (type == "error") return failure_of(200, data, "");
  bool is_valid = event->is_object();
  if (type == "message_start") read_start(member(*event, "message"), events);
  if (type == "content_block_start") is_valid = read_block_start(member(*event, "content_block"), events);
  if (type == "content_block_delta") is_valid = read_delta(member(*event, "delta"), events);
  if (type == "content_block_stop") end_block(events);
  if (type == "message_delta") read_finish(*event, events);
  if (type == "message_stop") is_last = true;
  if (!is_valid) return {Outcome::malformed, 0, "The provider's stream contains a malformed event."};
  return {};
}

void AnthropicStream::read_start(const json& message, Events& events) {
  id_ = text_member(message, "id");
  read_anthropic_usage(member(message, "usage"), usage_);
  add(events).is_role = true;
}

bool AnthropicStream::read_block_start(const json& block, Events& events) {
  if (text_member(block, "type") != "tool_use") return block.is_object();
  const std::string* id = find_text(block, "id");
  const std::string* name = find_text(block, "name");
  if (id == nullptr || name == nullptr) return false;
  const json& input = member(block, "input");
  input_ = input.is_object() ? input.dump() : "{}";
  is_in_tool_ = true;
  add(events).tool_call = ToolCallPart{tool_count_++, true, {*id, *name, ""}};
  return true;
}

bool AnthropicStream::read_delta(const json& delta, Events& events) {
  const std::string type = text_member(delta, "type");
  const auto part = [&](const char* of_type, const char* key) {
    return type == of_type ? find_text(delta, key) : nullptr;
  };
  if (const std::string* text = part("text_delta", "text")) {
    add(events).text = *text;
  } else if (const std::string* thinking = part("thinking_delta", "thinking")) {
    add(events).reasoning = *thinking;
  } else if (const std::string* arguments = part("input_json_delta", "partial_json")) {
    if (is_in_tool_ && !arguments->empty()) add_arguments(*arguments, events);
  } else {
    return delta.is_object() && type != "text_delta" && type != "thinking_delta" && type != "input_json_delta";
  }
  return true;
}

// A tool call without arguments has no delta: its input is in the start of its block.
void AnthropicStream::end_block(Events& events) {
  if (is_in_tool_ && !input_.empty()) add_arguments(input_, events);
  is_in_tool_ = false;
}

void AnthropicStream::read_finish(const json& event, Events& events) {
  read_anthropic_usage(member(event, "usage"), usage_);
  const std::string reason = text_member(member(event, "delta"), "stop_reason");
  if (!reason.empty()) add(events).finish_reason = finish_reason_of(reason);
  add(events).usage = usage_;
}

void AnthropicStream::add_arguments(const std::string& arguments, Events& events) {
  add(events).tool_call = ToolCallPart{tool_count_ - 1, false, {"", "", arguments}};
  input_.clear();
}

StreamEvent& AnthropicStream::add(Events& events) const {
  StreamEvent& event = events.emplace_back();
  event.id = id_;
  return event;
}

}  // namespace alpharoute::protocol
