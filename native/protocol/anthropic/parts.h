// Members that answers and stream events of Anthropic's Messages API share.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "protocol/values/answer.h"
#include "protocol/values/usage.h"

namespace alpharoute::protocol {

// Reads "stop_reason".
FinishReason finish_reason_of(const std::string& stop_reason);

// Adds the counts of `usage` to `out`: a stream reports them in several events.
void read_anthropic_usage(const nlohmann::json& usage, Usage& out);

}  // namespace alpharoute::protocol
