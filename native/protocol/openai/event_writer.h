// Writes events of OpenAI's streamed chat completions: "data: {...}" and a blank line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/values/stream_event.h"

namespace alpharoute::protocol {

// Appends `event` to `out`. `model_json` is the model that the client sees, a JSON string; `created` is in Unix
// seconds.
void write_event(const StreamEvent& event, std::string_view model_json, std::int64_t created, std::string& out);

// Appends a provider's event, a valid JSON object, unchanged except for the value of "model" and, with `hides_usage`,
// without "usage".
void write_event(std::string_view data, std::string_view model_json, bool hides_usage, std::string& out);

// Appends a JSON text as an event. Line breaks, which are whitespace in JSON and end the data in SSE, become spaces.
void write_data(std::string_view json, std::string& out);

}  // namespace alpharoute::protocol
