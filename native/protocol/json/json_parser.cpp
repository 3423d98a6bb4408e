#include "protocol/json/json_parser.h"

#include <algorithm>

namespace alpharoute::protocol {
namespace {

constexpr std::size_t kMaxJson = std::size_t{1} << 30;

simdjson::dom::parser& thread_parser() {
  thread_local simdjson::dom::parser parser(kMaxJson);
  return parser;
}

simdjson::error_code reserve(simdjson::dom::parser& parser, std::size_t size) {
  if (parser.max_depth() == kMaxDepth && parser.capacity() >= size) return simdjson::SUCCESS;
  return parser.allocate(std::max<std::size_t>(size, 4096), kMaxDepth);
}

}  // namespace

simdjson::error_code parse_padded(const std::string& text, simdjson::dom::element& root) {
  simdjson::dom::parser& parser = thread_parser();
  if (const auto error = reserve(parser, text.size())) return error;
  return parser.parse(text.data(), text.size(), false).get(root);
}

bool parse_object(const std::string& text, simdjson::dom::object& object) {
  simdjson::dom::element root;
  return parse_padded(text, root) == simdjson::SUCCESS && root.get(object) == simdjson::SUCCESS;
}

simdjson::error_code parse_into(simdjson::dom::document& document, const std::string& text,
                                simdjson::dom::element& root) {
  simdjson::dom::parser& parser = thread_parser();
  if (const auto error = reserve(parser, text.size())) return error;
  return parser.parse_into_document(document, text.data(), text.size(), false).get(root);
}

void pad(std::string& text) {
  const std::size_t needed = text.size() + simdjson::SIMDJSON_PADDING;
  if (text.capacity() < needed) text.reserve(needed);
}

}  // namespace alpharoute::protocol
