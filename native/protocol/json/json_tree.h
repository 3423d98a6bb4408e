// Untrusted JSON as a tree, and its members by type.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace alpharoute::protocol {

// Returns nothing if `text` is not JSON, or nests deeper than kMaxDepth: copying and writing a tree are recursive.
std::optional<nlohmann::json> parse_tree(std::string_view text);

// Returns null (of JSON) if `object` is not an object or has no such member.
const nlohmann::json& member(const nlohmann::json& object, const char* key);

// Returns a null pointer if the member is missing or not a string.
const std::string* find_text(const nlohmann::json& object, const char* key);

// Returns an empty string in these cases.
std::string text_member(const nlohmann::json& object, const char* key);

// Returns 0 if the member is missing or not an unsigned integer.
std::uint64_t count_member(const nlohmann::json& object, const char* key);

}  // namespace alpharoute::protocol
