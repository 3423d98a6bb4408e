#include "protocol/anthropic/parts.h"

#include "protocol/json/json_tree.h"

namespace alpharoute::protocol {

using nlohmann::json;

FinishReason finish_reason_of(const std::string& stop_reason) {
  if (stop_reason == "max_tokens" || stop_reason == "model_context_window_exceeded") return FinishReason::length;
  if (stop_reason == "tool_use") return FinishReason::tool_calls;
  if (stop_reason == "refusal") return FinishReason::content_filter;
  return FinishReason::stop;
}

// Anthropic's input_tokens exclude tokens read from the cache or written to it.
void read_anthropic_usage(const json& usage, Usage& out) {
  if (!member(usage, "input_tokens").is_null()) {
    out.cached_tokens = count_member(usage, "cache_read_input_tokens");
    out.cache_write_tokens = count_member(usage, "cache_creation_input_tokens");
    out.prompt_tokens = count_member(usage, "input_tokens") + out.cached_tokens + out.cache_write_tokens;
  }
  if (!member(usage, "output_tokens").is_null()) out.completion_tokens = count_member(usage, "output_tokens");
}

}  // namespace alpharoute::protocol
