// Parses untrusted JSON, with limits on size and depth. Each thread has one parser.
#pragma once

#include <simdjson.h>

#include <string>

namespace alpharoute::protocol {

inline constexpr std::size_t kMaxDepth = 128;

// Parses and validates all of `text` (UTF-8, depth, numbers, escapes), which must be padded; see `pad`. The element is
// valid until the thread's next call.
simdjson::error_code parse_padded(const std::string& text, simdjson::dom::element& root);

// Parses `text` like parse_padded. Returns false if it is not a JSON object.
bool parse_object(const std::string& text, simdjson::dom::object& object);

// Parses like parse_padded, into `document`: the element is valid as long as the document.
simdjson::error_code parse_into(simdjson::dom::document& document, const std::string& text,
                                simdjson::dom::element& root);

// Reserves the SIMDJSON_PADDING bytes that the parser may read behind the end of `text`.
void pad(std::string& text);

}  // namespace alpharoute::protocol
