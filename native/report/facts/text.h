// Formats strings and numbers for the evaluation report.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace alpharoute::report {

// Escapes `text` for the content and the quoted attributes of HTML and SVG. Control characters, which XML cannot
// represent, become U+FFFD.
std::string escape(std::string_view text);

// Number formats. NaN becomes an en dash; negative numbers have a minus sign (U+2212). Independent of the locale.
std::string fixed(double value, int decimals);
std::string trimmed(double value, int decimals);  // without trailing zeros: 0.5, 0.125, 60
std::string percent(double share);                // 0.621 -> "62.1 %", with a no-break space
std::string signed_percent(double share);         // "+7.1 %", "−0.2 %", "0.0 %"
std::string hundredths(double share);             // 0.621 -> "62.1", for tables with the unit in the caption
std::string round_percent(double share);          // "60 %": up to two decimals, for axis ticks
std::string usd(double amount);                   // three significant digits: "$0.0155", "$12.3", "$1,230"
std::string round_usd(double amount);             // "$0.5": up to eight decimals, for axis ticks
std::string count(double number);                 // "3,645"
std::string bare_alpha(double alpha);             // "0.53", "0.125"
std::string alpha_name(double alpha);             // "α 0.53"

// The part of each name after its last slash, or the whole name if two parts would be equal.
std::vector<std::string> short_names(const std::vector<std::string>& names);

// `text`, cut to `limit` characters; the last character of a cut text is an ellipsis.
std::string clipped(const std::string& text, std::size_t limit);

// Upper estimate of the width of `text` in a sans-serif font of this size: the layout of labels does not know the font.
double text_width(std::string_view text, double size);

}  // namespace alpharoute::report
