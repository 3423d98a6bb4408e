// Where the members of a JSON object stand in its text, so that one can be changed and the rest stays as it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alpharoute::base {

struct JsonMember {
  std::string_view key;  // as it stands between its quotes
  std::size_t begin;     // of the key's opening quote
  std::size_t value;     // begin of the value
  std::size_t end;       // of the value
};

// The members of the outermost object, in order. `text` must be valid JSON and an object: nothing is checked again.
std::vector<JsonMember> json_members(std::string_view text);

// The first member of that key, or null. Keys written with escapes do not match.
const JsonMember* find_member(const std::vector<JsonMember>& members, std::string_view key);

// The same of a text, which is read no further than that.
std::optional<JsonMember> find_member(std::string_view text, std::string_view key);

// Replaces the bytes from `begin` to `end`.
struct TextEdit {
  std::size_t begin, end;
  std::string text;
};

// `edits` do not overlap; their order is of no matter.
std::string with_edits(std::string_view text, std::vector<TextEdit> edits);

// Without the first member of that key, if there is one.
std::string without_member(std::string_view text, std::string_view key);

// Takes the member and one of the commas beside it.
TextEdit removal(std::string_view text, const JsonMember& member);

}  // namespace alpharoute::base
