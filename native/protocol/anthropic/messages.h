// The messages of a chat completion as Anthropic's Messages API wants them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace alpharoute::provider {

// Thrown for what has no counterpart there; one sentence for the caller.
struct UnsupportedRequest {
  std::string message;
};

// "system" and "messages" of `out` from the "messages" of `chat`.
void add_anthropic_messages(const nlohmann::json& chat, nlohmann::json& out);

// Ends `messages` with what was answered so far, to be gone on from.
void add_prefill(std::string_view prefill, nlohmann::json& messages);

}  // namespace alpharoute::provider
