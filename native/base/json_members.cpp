#include "base/json_members.h"

#include <algorithm>

namespace alpharoute::base {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

// Skips from an opening quote past the closing one: the next quote after an even number of backslashes.
std::size_t skip_string(std::string_view text, std::size_t at) {
  const std::size_t begin = at + 1;
  for (at = begin;; ++at) {
    at = text.find('"', at);
    if (at == std::string_view::npos) return text.size();
    std::size_t plain = at;
    while (plain > begin && text[plain - 1] == '\\') --plain;
    if ((at - plain) % 2 == 0) return at + 1;
  }
}

std::size_t skip_nested(std::string_view text, std::size_t at) {
  for (int depth = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      continue;
    }
    ++at;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) break;
  }
  return at;
}

std::size_t skip_value(std::string_view text, std::size_t at) {
  if (at >= text.size()) return at;
  if (text[at] == '"') return skip_string(text, at);
  if (text[at] == '{' || text[at] == '[') return skip_nested(text, at);
  while (at < text.size() && text[at] != ',' && text[at] != '}' && !is_space(text[at])) ++at;
  return at;
}

// Reads the next member from `at` and moves `at` past its comma. Returns false after the last member.
bool next_member(std::string_view text, std::size_t& at, JsonMember& member) {
  const std::size_t begin = skip_space(text, at);
  if (begin >= text.size() || text[begin] != '"') return false;
  const std::size_t key_end = skip_string(text, begin);
  const std::size_t value = skip_space(text, skip_space(text, key_end) + 1);
  const std::size_t end = skip_value(text, value);
  member = {text.substr(begin + 1, key_end - begin - 2), begin, value, end};
  at = skip_space(text, end) + 1;
  return true;
}

std::size_t first_member(std::string_view text) { return skip_space(text, 0) + 1; }

}  // namespace

std::vector<JsonMember> json_members(std::string_view text) {
  std::vector<JsonMember> members;
  members.reserve(16);
  std::size_t at = first_member(text);
  for (JsonMember member; next_member(text, at, member);) members.push_back(member);
  return members;
}

std::optional<JsonMember> find_member(std::string_view text, std::string_view key) {
  std::size_t at = first_member(text);
  for (JsonMember member; next_member(text, at, member);) {
    if (member.key == key) return member;
  }
  return std::nullopt;
}

const JsonMember* find_member(const std::vector<JsonMember>& members, std::string_view key) {
  const auto found = std::find_if(members.begin(), members.end(), [&](const JsonMember& m) { return m.key == key; });
  return found == members.end() ? nullptr : &*found;
}

std::string with_edits(std::string_view text, std::vector<TextEdit> edits) {
  std::sort(edits.begin(), edits.end(), [](const TextEdit& a, const TextEdit& b) { return a.begin < b.begin; });
  std::size_t added = 0;
  for (const TextEdit& edit : edits) added += edit.text.size();
  std::string out;
  out.reserve(text.size() + added);
  std::size_t at = 0;
  for (const TextEdit& edit : edits) {
    out += text.substr(at, edit.begin - at);
    out += edit.text;
    at = edit.end;
  }
  out += text.substr(at);
  return out;
}

std::string without_member(std::string_view text, std::string_view key) {
  const std::optional<JsonMember> member = find_member(text, key);
  if (!member) return std::string(text);
  return with_edits(text, {removal(text, *member)});
}

TextEdit removal(std::string_view text, const JsonMember& member) {
  const std::size_t after = skip_space(text, member.end);
  if (after < text.size() && text[after] == ',') return {member.begin, after + 1, ""};
  std::size_t before = member.begin;
  while (before > 0 && is_space(text[before - 1])) --before;
  if (before > 0 && text[before - 1] == ',') --before;
  return {before, member.end, ""};
}

}  // namespace alpharoute::base
