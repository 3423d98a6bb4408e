#include "protocol/openai/parts.h"

#include <nlohmann/json.hpp>

#include "protocol/values/failure.h"

namespace alpharoute::protocol {

namespace dom = simdjson::dom;
using nlohmann::ordered_json;

std::uint64_t read_count(const dom::object& object, std::string_view key) {
  std::uint64_t value = 0;
  return object[key].get(value) == simdjson::SUCCESS ? value : 0;
}

std::size_t text_size(const dom::object& object, std::string_view key) {
  std::string_view text;
  return object[key].get(text) == simdjson::SUCCESS ? text.size() : 0;
}

std::optional<Usage> read_usage(const dom::object& root) {
  dom::object object;
  if (root["usage"].get(object) != simdjson::SUCCESS) return std::nullopt;
  Usage usage;
  usage.prompt_tokens = read_count(object, "prompt_tokens");
  usage.completion_tokens = read_count(object, "completion_tokens");
  dom::object details;
  if (object["prompt_tokens_details"].get(details) == simdjson::SUCCESS) {
    usage.cached_tokens = read_count(details, "cached_tokens");
  }
  if (usage.is_empty()) return std::nullopt;
  return usage;
}

std::optional<Failure> read_error(const dom::object& root, std::string_view json) {
  dom::element error;
  if (root["error"].get(error) != simdjson::SUCCESS || error.is_null()) return std::nullopt;
  std::uint64_t status = 0;
  dom::object object;
  if (error.get(object) == simdjson::SUCCESS && object["code"].get(status) != simdjson::SUCCESS) status = 0;
  return failure_of(status >= 400 && status < 600 ? static_cast<unsigned>(status) : 200, json, "");
}

ordered_json usage_tree(const Usage& usage) {
  ordered_json tree = {{"prompt_tokens", usage.prompt_tokens},
                       {"completion_tokens", usage.completion_tokens},
                       {"total_tokens", usage.prompt_tokens + usage.completion_tokens}};
  if (usage.cached_tokens > 0) tree["prompt_tokens_details"] = {{"cached_tokens", usage.cached_tokens}};
  if (usage.is_estimated) tree["is_estimated"] = true;
  return tree;
}

ordered_json tool_call_tree(const ToolCall& call) {
  const ordered_json function = {{"name", call.name}, {"arguments", call.arguments}};
  return {{"id", call.id}, {"type", "function"}, {"function", function}};
}

const char* finish_reason_name(FinishReason reason) {
  switch (reason) {
    case FinishReason::length: return "length";
    case FinishReason::tool_calls: return "tool_calls";
    case FinishReason::content_filter: return "content_filter";
    case FinishReason::stop: break;
  }
  return "stop";
}

std::string json_string(const std::string& text) {
  return ordered_json(text).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace alpharoute::protocol
