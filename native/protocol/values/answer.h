// A non-streaming answer, independent of the provider's protocol.
#pragma once

#include <string>
#include <vector>

#include "protocol/values/usage.h"

namespace alpharoute::protocol {

enum class FinishReason { stop, length, tool_calls, content_filter };

struct ToolCall {
  std::string id, name;
  std::string arguments;  // JSON
};

struct Answer {
  std::string id;
  std::string text;
  std::string reasoning;
  std::vector<ToolCall> tool_calls;
  FinishReason finish_reason = FinishReason::stop;
  Usage usage;
};

}  // namespace alpharoute::protocol
