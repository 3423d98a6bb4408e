#include "protocol/anthropic/parts.h"

#include "protocol/json/json_tree.h"

namespace alpharoute::provider {

using nlohmann::json;
using nlohmann::ordered_json;

const char* finish_reason_of(const std::string& stop_reason) {
  if (stop_reason == "max_tokens" || stop_reason == "model_context_window_exceeded") return "length";
  if (stop_reason == "tool_use") return "tool_calls";
  if (stop_reason == "refusal") return "content_filter";
  return "stop";
}

// Their input tokens leave out what the cache served or took.
void read_anthropic_usage(const json& usage, Usage& out) {
  if (!member(usage, "input_tokens").is_null()) {
    out.cached_tokens = count_member(usage, "cache_read_input_tokens");
    out.cache_write_tokens = count_member(usage, "cache_creation_input_tokens");
    out.prompt_tokens = count_member(usage, "input_tokens") + out.cached_tokens + out.cache_write_tokens;
  }
  if (!member(usage, "output_tokens").is_null()) out.completion_tokens = count_member(usage, "output_tokens");
}

ordered_json tool_call(const std::string& id, const std::string& name, const std::string& arguments) {
  const ordered_json function = {{"name", name}, {"arguments", arguments}};
  return {{"id", id}, {"type", "function"}, {"function", function}};
}

}  // namespace alpharoute::provider
