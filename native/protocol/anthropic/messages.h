// Converts the messages of OpenAI chat completions to Anthropic's Messages API.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace alpharoute::protocol {

// Thrown for content without a counterpart in Anthropic's API. anthropic_body() catches it.
struct UnsupportedRequest {
  std::string message;
};

// Adds "system" and "messages" to `out`, from the "messages" of `chat`.
void add_anthropic_messages(const nlohmann::json& chat, nlohmann::json& out);

// Appends an assistant message with the beginning of the answer to `messages`.
void add_prefill(std::string_view prefill, nlohmann::json& messages);

}  // namespace alpharoute::protocol
