// Reads the events of OpenAI's streamed chat completions.
#pragma once

#include <optional>
#include <string>

#include "protocol/values/outcome.h"
#include "protocol/values/stream_event.h"

namespace alpharoute::protocol {

struct OpenAiEvent {
  bool is_valid = false;         // a JSON object without a choice index above 127
  std::optional<Failure> error;  // the event reports an error
  ChunkInfo info;
};

// `data` must be padded (protocol/json/json_parser.h).
OpenAiEvent read_event(const std::string& data);

}  // namespace alpharoute::protocol
