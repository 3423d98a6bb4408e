// One event of a streamed answer, independent of the provider's protocol.
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>

#include "protocol/values/answer.h"
#include "protocol/values/usage.h"

namespace alpharoute::protocol {

// A part of a tool call. The first part has the id and the name; arguments may come in several parts.
struct ToolCallPart {
  std::size_t index = 0;
  bool is_first = false;
  ToolCall call;
};

// Each event has one part: the role, text, reasoning, a tool call, the end of the choice, or the usage.
struct StreamEvent {
  std::string id;        // the answer's
  bool is_role = false;  // the first event
  std::optional<std::string> text;
  std::optional<std::string> reasoning;
  std::optional<ToolCallPart> tool_call;
  std::optional<FinishReason> finish_reason;
  std::optional<Usage> usage;
};

// A set of choices by index. OpenAI's "n" is at most 128.
using Choices = std::bitset<128>;

// The properties of an event that the relay uses, for every protocol.
struct ChunkInfo {
  bool has_token = false;           // text, reasoning, a refusal, audio or a tool call
  bool has_more_than_text = false;  // something that a continuation of the text would lose
  bool has_usage = false;           // a usage member, even if it is null or zero
  bool is_usage_only = false;       // usage without a choice
  std::string text;                 // generated text of the first choice
  std::size_t text_bytes = 0;       // of all generated text, reasoning included
  Choices choices;                  // with a part in this event
  Choices finished;                 // that end with this event
  std::optional<Usage> usage;       // if it is not zero
};

ChunkInfo chunk_info(const StreamEvent& event);

}  // namespace alpharoute::protocol
