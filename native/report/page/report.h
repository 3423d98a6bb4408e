// Writes the evaluation report as one self-contained HTML file, and its figures as SVG files.
#pragma once

#include <map>
#include <string>

#include "report/facts/facts.h"

namespace alpharoute::report {

// Returns the page. Omits sections without data; unknown numbers show as dashes. All strings in `facts` are untrusted
// and are escaped. The page loads nothing, runs no script, follows the reader's light or dark theme, and has print
// styles.
std::string render_report(const Facts& facts);

// Returns the figures for papers and slides, as SVG with fixed colours on white, by file name.
std::map<std::string, std::string> render_plots(const Facts& facts);

}  // namespace alpharoute::report
