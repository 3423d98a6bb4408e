// What a whole answer of Anthropic's API and a stream of one have in common.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "protocol/values/usage.h"

namespace alpharoute::provider {

// OpenAI's "finish_reason" for Anthropic's "stop_reason".
const char* finish_reason_of(const std::string& stop_reason);

// Adds what `usage` tells to `out`. A stream tells it in parts.
void read_anthropic_usage(const nlohmann::json& usage, Usage& out);

// A call in OpenAI's form; `arguments` is JSON as text.
nlohmann::ordered_json tool_call(const std::string& id, const std::string& name, const std::string& arguments);

}  // namespace alpharoute::provider
