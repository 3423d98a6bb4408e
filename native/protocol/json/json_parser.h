// The JSON parser that a thread uses for everything that comes over the network.
#pragma once

#include <simdjson.h>

#include <string>

namespace alpharoute::provider {

inline constexpr std::size_t kMaxDepth = 128;
inline constexpr std::size_t kMaxJson = std::size_t{1} << 30;

// Validates all of `text` (UTF-8, depth, numbers, escapes). `text` keeps SIMDJSON_PADDING bytes of capacity behind its
// end; see `pad`. The element is valid until the thread's next call.
inline simdjson::error_code parse_padded(const std::string& text, simdjson::dom::element& root) {
  thread_local simdjson::dom::parser parser(kMaxJson);
  if (parser.max_depth() != kMaxDepth || parser.capacity() < text.size()) {
    const std::size_t capacity = std::max<std::size_t>(text.size(), 4096);
    if (const auto error = parser.allocate(capacity, kMaxDepth)) return error;
  }
  return parser.parse(text.data(), text.size(), false).get(root);
}

inline void pad(std::string& text) {
  if (text.capacity() < text.size() + simdjson::SIMDJSON_PADDING)
    text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
}

}  // namespace alpharoute::provider
