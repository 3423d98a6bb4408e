// The report's colours, by purpose.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace alpharoute::report {

// Hues of Okabe and Ito (2008), which colour-blind readers can distinguish. Line colours are darkened or lightened
// until text in them is readable on the page of their theme; area colours are close to the originals.
enum class Colour {
  page,
  panel,
  ink,
  muted,
  rule,
  grey,
  // Lines, marks and their labels.
  blue,
  orange,
  green,
  purple,
  vermilion,
  area_blue,
  area_amber,
  area_teal,
  area_pink,
  area_vermilion,
  area_sky,
  area_yellow
};

struct Shade {
  std::string_view name;
  std::string_view light, dark;  // #rrggbb by theme
};

// In the order of Colour.
inline constexpr std::array<Shade, 18> kShades = {{
    {"page", "#ffffff", "#14171b"},
    {"panel", "#f5f6f7", "#1d2126"},
    {"ink", "#1b1f24", "#eceef0"},
    {"muted", "#59626c", "#a3adb8"},
    {"rule", "#d9dde1", "#343a42"},
    {"grey", "#878f98", "#7d8690"},
    {"blue", "#0072b2", "#4aa8e8"},
    {"orange", "#9a6300", "#e69f00"},
    {"green", "#007f5c", "#1fbf92"},
    {"purple", "#a8457c", "#db93ba"},
    {"vermilion", "#c14f00", "#f07c2e"},
    {"area-blue", "#0072b2", "#0a7dbf"},
    {"area-amber", "#e69f00", "#d99706"},
    {"area-teal", "#009e73", "#0a9f76"},
    {"area-pink", "#cc79a7", "#c5749f"},
    {"area-vermilion", "#d55e00", "#d9660c"},
    {"area-sky", "#56b4e9", "#62b6e4"},
    {"area-yellow", "#f0e442", "#dcd046"},
}};

// Colours of a drawing: CSS variables of the page around it, which follow the reader's light or dark theme, or fixed
// colours on white, which every SVG viewer supports.
enum class Theme { page, paper };

std::string css_colour(Colour colour, Theme theme);

// Black or white, by contrast with a surface of this colour.
std::string css_ink_on(Colour colour, Theme theme);

// CSS variables of one theme: "--blue: #0072b2; --on-blue: #ffffff; ...".
std::string colour_variables(bool dark);

// Contrast ratio (L1 + 0.05) / (L2 + 0.05) of two "#rrggbb", 1 to 21. Source: WCAG 2.2, "contrast ratio".
double contrast(std::string_view a, std::string_view b);

}  // namespace alpharoute::report
