// An OpenAI chat completion request, parsed once. Unknown members are kept unchanged.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/status.h"
#include "base/json_members.h"
#include "protocol/json/json_document.h"

namespace alpharoute::protocol {

struct ChatRequest {
  std::string_view body;                  // valid JSON, an object
  std::vector<base::JsonMember> members;  // of `body`
  JsonDocument document;                  // of `body`; released when no provider has to convert the request
  std::string model;
  std::string_view options;  // the "alpharoute" member, a JSON object; empty if it is missing
  bool is_stream = false;
  bool include_usage = false;  // stream_options.include_usage
  bool needs_tools = false, needs_images = false, needs_audio = false, needs_json = false;
  unsigned choices = 1;  // "n"
  std::optional<std::uint32_t> max_tokens;
  std::string query;           // the text of the last user turns, joined by newlines
  std::string opening;         // the text of the first user turn, which identifies the conversation
  std::size_t text_bytes = 0;  // of all messages and tools

  // The capabilities that a model must have: "tools", "images", "audio", "json".
  std::vector<std::string> needs() const;
};

// Error::invalid_argument describes an invalid request. `body` must be padded (protocol/json/json_parser.h) and outlive
// the result. `user_turns` is the number of last user turns in the query. `default_model` replaces a missing "model".
Result<ChatRequest> read_chat_request(const std::string& body, unsigned user_turns,
                                      std::string_view default_model = "");

// The differences between the client's request and the provider's.
struct UpstreamChanges {
  std::string_view model_json;  // the provider's name of the model, a JSON string
  bool with_usage = false;      // request usage in the stream; if false, a stream has no "stream_options"
  std::string_view prefill;     // an assistant message to append, if not empty
};

// Writes the body for an OpenAI-compatible provider, without the "alpharoute" member. Copies the body once, which must
// have a "model".
std::string upstream_body(const ChatRequest& request, const UpstreamChanges& changes);

}  // namespace alpharoute::protocol
