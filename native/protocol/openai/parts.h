// Members that OpenAI's answers and stream events share.
#pragma once

#include <simdjson.h>

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/values/answer.h"
#include "protocol/values/outcome.h"

namespace alpharoute::protocol {

// Reads an unsigned integer; 0 if it is missing.
std::uint64_t read_count(const simdjson::dom::object& object, std::string_view key);

// Returns the bytes of a string; 0 if it is missing.
std::size_t text_size(const simdjson::dom::object& object, std::string_view key);

// Reads "usage". Returns nothing if it is missing or zero.
std::optional<Usage> read_usage(const simdjson::dom::object& root);

// Reads "error" from a response with status 200. `json` is the whole response.
std::optional<Failure> read_error(const simdjson::dom::object& root, std::string_view json);

// Writes "usage"; "is_estimated" marks an estimate.
nlohmann::ordered_json usage_tree(const Usage& usage);

// Writes a tool call without its index.
nlohmann::ordered_json tool_call_tree(const ToolCall& call);

const char* finish_reason_name(FinishReason reason);

// Returns `text` as a JSON string, with quotes.
std::string json_string(const std::string& text);

}  // namespace alpharoute::protocol
