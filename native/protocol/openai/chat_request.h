// A chat completion as the caller asked for it: what the gateway reads of it, and where, so that the rest stays as it
// is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/status.h"
#include "base/json_members.h"

namespace alpharoute::provider {

struct ChatRequest {
  std::string_view body;                  // valid JSON, an object
  std::vector<base::JsonMember> members;  // of `body`
  std::string model;
  std::string_view options;  // the member "alpharoute", an object; empty if there is none
  bool is_stream = false;
  bool include_usage = false;  // stream_options.include_usage
  bool needs_tools = false, needs_images = false, needs_audio = false, needs_json = false;
  unsigned choices = 1;  // "n"
  std::optional<std::uint32_t> max_tokens;
  std::string query;           // the last user turns' text, one below the other
  std::string opening;         // the first user turn's text, by which a conversation is known again
  std::size_t text_bytes = 0;  // of all messages and tools

  // Capabilities that a model must have: "tools", "images", "audio", "json".
  std::vector<std::string> needs() const;
};

// Error::invalid_argument says what is wrong with the request. `body` keeps kPadding bytes of capacity behind its end and
// outlives the result. `turns`: user turns that make up the query.
Result<ChatRequest> read_chat_request(const std::string& body, unsigned turns);

// The body for a provider: its name of the model (JSON, with quotes), without our member, with usage asked for where
// `with_usage`; without it, a stream has no "stream_options" at all.
std::string upstream_body(const ChatRequest& request, std::string_view model_json, bool with_usage);

}  // namespace alpharoute::provider
