// A whole answer of Anthropic's Messages API in OpenAI's form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "provider/provider.h"

namespace alpharoute::provider {

// `response` is foreign; `model` is what the caller calls it. Nothing if it is no answer, or a part that would be
// passed on is not of its form. Parts that OpenAI's form has no place for are left out.
std::optional<Answer> anthropic_answer(std::string_view response, const std::string& model);

}  // namespace alpharoute::provider
