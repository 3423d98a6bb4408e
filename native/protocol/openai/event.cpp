// Source: https://platform.openai.com/docs/api-reference/chat-streaming.
#include "protocol/openai/event.h"

#include "protocol/json/json_parser.h"
#include "protocol/openai/parts.h"

namespace alpharoute::protocol {
namespace {

namespace dom = simdjson::dom;

bool has_content(const dom::object& object, std::string_view key) {
  dom::element value;
  if (object[key].get(value) != simdjson::SUCCESS || value.is_null()) return false;
  dom::array list;
  dom::object members;
  if (value.get(list) == simdjson::SUCCESS) return list.size() > 0;
  return value.get(members) != simdjson::SUCCESS || members.size() > 0;
}

void read_delta(const dom::object& delta, bool is_first, ChunkInfo& info) {
  std::string_view content;
  if (delta["content"].get(content) == simdjson::SUCCESS && !content.empty()) {
    info.has_token = true;
    info.text_bytes += content.size();
    if (is_first) info.text += content;
  }
  for (const std::string_view key : {"reasoning_content", "reasoning", "refusal"}) {
    const std::size_t size = text_size(delta, key);
    info.text_bytes += size;
    if (size > 0) info.has_token = info.has_more_than_text = true;
  }
  for (const std::string_view key : {"tool_calls", "function_call", "audio", "reasoning_details"}) {
    if (has_content(delta, key)) info.has_token = info.has_more_than_text = true;
  }
  // Some providers send content as a list of typed parts.
  dom::array parts;
  if (delta["content"].get(parts) == simdjson::SUCCESS && parts.size() > 0) {
    info.has_token = info.has_more_than_text = true;
  }
}

// Returns false if the choice's index is too large.
bool read_choice(const dom::object& choice, ChunkInfo& info) {
  const std::uint64_t index = read_count(choice, "index");
  if (index >= info.choices.size()) return false;
  info.choices.set(index);
  const bool is_first = index == 0;
  if (!is_first) info.has_more_than_text = true;
  dom::object delta;
  if (choice["delta"].get(delta) == simdjson::SUCCESS) read_delta(delta, is_first, info);
  std::string_view reason;
  if (choice["finish_reason"].get(reason) == simdjson::SUCCESS && !reason.empty()) info.finished.set(index);
  return true;
}

}  // namespace

OpenAiEvent read_event(const std::string& data) {
  OpenAiEvent event;
  dom::object object;
  if (!parse_object(data, object)) return event;
  event.is_valid = true;
  event.error = read_error(object, data);
  ChunkInfo& info = event.info;
  info.usage = read_usage(object);
  dom::element usage;
  info.has_usage = object["usage"].get(usage) == simdjson::SUCCESS;
  dom::array choices;
  if (object["choices"].get(choices) != simdjson::SUCCESS) return event;
  for (const dom::element entry : choices) {
    dom::object choice;
    if (entry.get(choice) == simdjson::SUCCESS && !read_choice(choice, info)) event.is_valid = false;
  }
  info.is_usage_only = choices.size() == 0 && info.has_usage && usage.is_object();
  return event;
}

}  // namespace alpharoute::protocol
