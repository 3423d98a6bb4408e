// Foreign JSON as a tree that a translation walks, and members of it by their type.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace alpharoute::provider {

// Nothing if `text` is no JSON, or nests deeper than kMaxDepth: what copies or writes a tree recurses.
std::optional<nlohmann::json> parse_tree(std::string_view text);

// JSON's null if `object` is none or has no such member.
const nlohmann::json& member(const nlohmann::json& object, const char* key);

// Null if there is no such text.
const std::string* find_text(const nlohmann::json& object, const char* key);

// The same, empty if there is none.
std::string text_member(const nlohmann::json& object, const char* key);

// 0 if there is no such count.
std::uint64_t count_member(const nlohmann::json& object, const char* key);

}  // namespace alpharoute::provider
