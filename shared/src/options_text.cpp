// Request options as text. The WebAssembly module does not use this file.
#include <cstdlib>

#include "options_value.h"

namespace alpharoute {
namespace {

std::string with_hyphens(std::string_view prefix, std::string_view name) {
  std::string out(prefix);
  for (const char c : name) out += c == '_' ? '-' : c;
  return out;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view entry = text.substr(0, comma);
    while (entry.starts_with(' ')) entry.remove_prefix(1);
    while (entry.ends_with(' ')) entry.remove_suffix(1);
    if (!entry.empty()) out.emplace_back(entry);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

// Not std::from_chars: the standard library of Emscripten 3.1 lacks it for double.
OptionValue number_of(std::string_view text) {
  if (text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return {};
  const std::string copy(text);
  char* end = nullptr;
  const double number = std::strtod(copy.c_str(), &end);
  if (copy.empty() || end != copy.c_str() + copy.size()) return {};
  return number;
}

}  // namespace

std::string header_name(const Option& option) { return with_hyphens("x-alpharoute-", option.name); }

std::string flag_name(const Option& option) { return with_hyphens("--", option.name); }

Result<void> read_option(const Option& option, std::string_view text, std::string_view place, Request& request) {
  if (std::holds_alternative<std::vector<std::string> Request::*>(option.field)) {
    return set_option(option, split(text), place, request);
  }
  if (std::holds_alternative<std::optional<Scoring> Request::*>(option.field)) {
    return set_option(option, std::string(text), place, request);
  }
  return set_option(option, number_of(text), place, request);
}

}  // namespace alpharoute
