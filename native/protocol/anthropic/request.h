// A chat completion as Anthropic's Messages API wants it.
#pragma once

#include <string>
#include <string_view>

#include "alpharoute/status.h"
#include "protocol/openai/chat_request.h"

namespace alpharoute::provider {

// The body for POST /messages. `prefill`, if not empty, is how the answer begins. Error::invalid_argument names what has no
// counterpart there.
Result<std::string> anthropic_body(const ChatRequest& request, std::string_view model, std::string_view prefill);

}  // namespace alpharoute::provider
