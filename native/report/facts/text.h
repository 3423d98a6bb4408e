// Strings and numbers as the evaluation report shows them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace alpharoute::evaluate::view {

// `text` so that HTML and SVG show it as it is, in content and in quoted attributes. Control characters, which XML has
// no way to write, become U+FFFD.
std::string escape(std::string_view text);

// All of these write an unknown number (NaN) as an en dash and a negative one with a minus sign, whatever the locale.
std::string fixed(double value, int decimals);
std::string trimmed(double value, int decimals);  // without trailing zeros: 0.5, 0.125, 60
std::string percent(double share);                // 0.621 -> "62.1 %", with a space that does not break
std::string signed_percent(double share);         // "+7.1 %", "−0.2 %", "0.0 %"
std::string hundredths(double share);             // "62.1", for tables that name the unit once
std::string round_percent(double share);          // "60 %": a round share, on an axis
std::string usd(double amount);                   // three digits that count: "$0.0155", "$12.3", "$1,230"
std::string round_usd(double amount);             // "$0.5": a round amount, on an axis
std::string count(double number);                 // "3,645"
std::string bare_alpha(double alpha);             // "0.53", "0.125"
std::string alpha_name(double alpha);             // "α 0.53"

// The part of each name after its last slash where that still tells the names apart, else the whole name.
std::vector<std::string> short_names(const std::vector<std::string>& names);

// At most `limit` characters of `text`; the last of a longer one is an ellipsis.
std::string clipped(const std::string& text, std::size_t limit);

// Width of `text` in a sans-serif font of this size, estimated generously: labels are laid out before a font is known.
double text_width(std::string_view text, double size);

}  // namespace alpharoute::evaluate::view
