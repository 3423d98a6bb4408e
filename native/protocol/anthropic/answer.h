// Reads non-streaming answers of Anthropic's Messages API.
#pragma once

#include <optional>
#include <string_view>

#include "protocol/values/answer.h"

namespace alpharoute::protocol {

// Returns nothing if `response`, which is untrusted, is not an answer, or a block that the client would receive is
// malformed. Blocks without a counterpart in Answer are skipped.
std::optional<Answer> read_anthropic_answer(std::string_view response);

}  // namespace alpharoute::protocol
