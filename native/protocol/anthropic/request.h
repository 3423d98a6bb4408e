// Converts OpenAI chat completion requests to Anthropic's Messages API.
#pragma once

#include <string>
#include <string_view>

#include "alpharoute/status.h"
#include "protocol/openai/chat_request.h"

namespace alpharoute::protocol {

// Returns the body for POST /messages, written once from the parsed request, whose document must not be released.
// `prefill`, if not empty, is the beginning of the answer. Error::invalid_argument names an option or content without a
// counterpart in Anthropic's API.
Result<std::string> anthropic_body(const ChatRequest& request, std::string_view model, std::string_view prefill);

}  // namespace alpharoute::protocol
