#include "report/draw/colour.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace alpharoute::report {
namespace {

constexpr std::string_view kBlack = "#101010", kWhite = "#ffffff";

const Shade& shade(Colour colour) { return kShades[static_cast<std::size_t>(colour)]; }

double channel(std::string_view colour, std::size_t at) {
  int value = 0;
  std::from_chars(colour.data() + at, colour.data() + at + 2, value, 16);
  const double share = value / 255.0;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(std::string_view colour) {
  return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
}

std::string_view ink_on(std::string_view surface) {
  return contrast(surface, kBlack) >= contrast(surface, kWhite) ? kBlack : kWhite;
}

}  // namespace

double contrast(std::string_view a, std::string_view b) {
  const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
  return (lighter + 0.05) / (darker + 0.05);
}

std::string css_colour(Colour colour, Theme theme) {
  const Shade& found = shade(colour);
  return theme == Theme::paper ? std::string(found.light) : "var(--" + std::string(found.name) + ")";
}

std::string css_ink_on(Colour colour, Theme theme) {
  const Shade& found = shade(colour);
  return theme == Theme::paper ? std::string(ink_on(found.light)) : "var(--on-" + std::string(found.name) + ")";
}

std::string colour_variables(bool dark) {
  std::string out;
  for (const Shade& entry : kShades) {
    const std::string_view value = dark ? entry.dark : entry.light;
    const std::string name(entry.name);
    out += "--" + name + ":" + std::string(value) + ";--on-" + name + ":" + std::string(ink_on(value)) + ";";
  }
  return out;
}

}  // namespace alpharoute::report
