#include "protocol/json/json_tree.h"

#include "protocol/json/json_parser.h"

namespace alpharoute::protocol {

using nlohmann::json;

std::optional<json> parse_tree(std::string_view text) {
  // An exception stops the parser; a callback that returns false only discards the value.
  struct TooDeep {};
  const auto watch = [](int depth, json::parse_event_t event, json&) {
    const bool is_level = event == json::parse_event_t::object_start || event == json::parse_event_t::array_start;
    if (is_level && static_cast<std::size_t>(depth) >= kMaxDepth) throw TooDeep();
    return true;
  };
  try {
    json tree = json::parse(text.begin(), text.end(), watch, false);
    if (tree.is_discarded()) return std::nullopt;
    return tree;
  } catch (const TooDeep&) {
    return std::nullopt;
  }
}

const json& member(const json& object, const char* key) {
  static const json none;
  if (!object.is_object()) return none;
  const auto found = object.find(key);
  return found == object.end() ? none : *found;
}

const std::string* find_text(const json& object, const char* key) {
  return member(object, key).get_ptr<const std::string*>();
}

std::string text_member(const json& object, const char* key) {
  const std::string* text = find_text(object, key);
  return text == nullptr ? std::string() : *text;
}

std::uint64_t count_member(const json& object, const char* key) {
  const auto* count = member(object, key).get_ptr<const json::number_unsigned_t*>();
  return count == nullptr ? 0 : *count;
}

}  // namespace alpharoute::protocol
