// Finds the members of a JSON object in its text, so that one member can be edited and all other bytes stay unchanged.
//
// The text must be valid JSON; nothing is validated again.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alpharoute::base {

// Offsets in the text.
struct JsonMember {
  std::string_view key;  // between its quotes, escapes included
  std::size_t begin;     // opening quote of the key
  std::size_t value;     // begin of the value
  std::size_t end;       // end of the value
};

// Returns the members of the outermost object, in order.
std::vector<JsonMember> json_members(std::string_view text);

// Returns the first member with that key, or null. A key written with escapes does not match.
const JsonMember* find_member(const std::vector<JsonMember>& members, std::string_view key);

// The same for a text; stops at the member.
std::optional<JsonMember> find_member(std::string_view text, std::string_view key);

// Replaces the bytes from `begin` to `end` (excluded).
struct TextEdit {
  std::size_t begin, end;
  std::string text;
};

// Applies edits that do not overlap, in any order.
std::string with_edits(std::string_view text, std::vector<TextEdit> edits);

// Returns the text without the first member with that key, if there is one.
std::string without_member(std::string_view text, std::string_view key);

// Returns the edit that removes a member and one adjacent comma.
TextEdit removal(std::string_view text, const JsonMember& member);

}  // namespace alpharoute::base
