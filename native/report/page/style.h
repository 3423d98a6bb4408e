// The style sheet of the report.
#pragma once

#include <string>

namespace alpharoute::report {

// CSS for both themes, phones, wide screens and print. Colours come from draw/colour.h.
std::string style_sheet();

}  // namespace alpharoute::report
