#include "report/facts/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace alpharoute::report {
namespace {

constexpr const char* kUnknown = "–";
constexpr const char* kNoBreakSpace = "\u00a0";

std::string digits(double magnitude, int decimals) {
  char buffer[400];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::fixed, decimals).ptr;
  return {buffer, end};
}

bool is_zero(const std::string& number) { return number.find_first_not_of("0.") == std::string::npos; }

std::string with_sign(double value, const std::string& magnitude) {
  return value < 0.0 && !is_zero(magnitude) ? "−" + magnitude : magnitude;
}

std::string with_thousands(std::string number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  for (std::size_t at = point; at > 3;) number.insert(at -= 3, ",");
  return number;
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// In ems: Helvetica's metrics, rounded up.
double character_width(unsigned char first_byte) {
  if (first_byte >= 0xE3) return 1.05;  // ideographs and emoji
  if (first_byte >= 0x80) return 0.65;
  const char c = static_cast<char>(first_byte);
  if (std::string_view("iljtfrI.,:;|!'()[]/ ").find(c) != std::string_view::npos) return 0.34;
  if (std::string_view("mwMW@%").find(c) != std::string_view::npos) return 0.92;
  return c >= 'A' && c <= 'Z' ? 0.72 : 0.59;
}

}  // namespace

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') || c == 0x7F) {
          out += "\uFFFD";
        } else {
          out += c;
        }
    }
  }
  return out;
}

std::string fixed(double value, int decimals) {
  if (!std::isfinite(value)) return kUnknown;
  return with_sign(value, digits(std::fabs(value), decimals));
}

std::string trimmed(double value, int decimals) {
  std::string number = fixed(value, decimals);
  if (number.find('.') == std::string::npos) return number;
  number.erase(number.find_last_not_of('0') + 1);
  if (number.back() == '.') number.pop_back();
  return number;
}

std::string percent(double share) { return std::isfinite(share) ? hundredths(share) + kNoBreakSpace + "%" : kUnknown; }

std::string signed_percent(double share) {
  const std::string number = percent(share);
  return share > 0.0 && !is_zero(hundredths(share)) ? "+" + number : number;
}

std::string hundredths(double share) { return fixed(share * 100.0, 1); }

std::string round_percent(double share) { return trimmed(share * 100.0, 2) + kNoBreakSpace + "%"; }

std::string usd(double amount) {
  if (!std::isfinite(amount)) return kUnknown;
  const double magnitude = std::fabs(amount);
  if (magnitude == 0.0) return "$0";
  const double order = std::floor(std::log10(magnitude));
  if (order >= 2.0) {
    const double unit = std::pow(10.0, order - 2.0);
    return with_sign(amount, "$" + with_thousands(digits(std::round(magnitude / unit) * unit, 0)));
  }
  return with_sign(amount, "$" + digits(magnitude, static_cast<int>(2.0 - std::max(order, -10.0))));
}

std::string round_usd(double amount) { return with_sign(amount, "$" + with_thousands(trimmed(std::fabs(amount), 8))); }

std::string count(double number) {
  if (!std::isfinite(number)) return kUnknown;
  return with_sign(number, with_thousands(digits(std::fabs(number), 0)));
}

std::string bare_alpha(double alpha) {
  const bool is_hundredth = std::fabs(alpha * 100.0 - std::round(alpha * 100.0)) < 1e-6;
  return is_hundredth ? fixed(alpha, 2) : trimmed(alpha, 4);
}

std::string alpha_name(double alpha) { return std::string("α") + kNoBreakSpace + bare_alpha(alpha); }

std::vector<std::string> short_names(const std::vector<std::string>& names) {
  std::vector<std::string> tails;
  std::map<std::string, std::size_t> uses;
  for (const std::string& name : names) {
    const std::size_t slash = name.rfind('/');
    tails.push_back(slash == std::string::npos || slash + 1 == name.size() ? name : name.substr(slash + 1));
    ++uses[tails.back()];
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (uses[tails[i]] > 1) tails[i] = names[i];
  }
  return tails;
}

std::string clipped(const std::string& text, std::size_t limit) {
  std::size_t characters = 0, end = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (continues_character(text[i])) continue;
    if (++characters == limit) end = i;
    if (characters > limit) return text.substr(0, end) + "…";
  }
  return text;
}

double text_width(std::string_view text, double size) {
  double ems = 0.0;
  for (const char c : text) {
    if (!continues_character(c)) ems += character_width(static_cast<unsigned char>(c));
  }
  return ems * size;
}

}  // namespace alpharoute::report
