// How the report looks.
#pragma once

#include <string>

namespace alpharoute::evaluate::view {

// The whole style sheet: both themes, phones, wide screens and paper. Colours are those of svg_colour.h.
std::string style_sheet();

}  // namespace alpharoute::evaluate::view
