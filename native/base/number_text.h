// Numbers as text, for header fields and log lines: a tenth of what printf takes.
#pragma once

#include <charconv>
#include <string>

namespace alpharoute::base {

// With that many significant digits, as "%g" writes it.
inline std::string number_text(double value, int digits) {
  char text[40];
  const auto result = std::to_chars(text, text + sizeof text, value, std::chars_format::general, digits);
  return {text, result.ptr};
}

}  // namespace alpharoute::base
