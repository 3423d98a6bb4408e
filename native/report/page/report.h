// The evaluation report that people look at: one HTML file that needs nothing else, and its plots as files.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace alpharoute::evaluate {

// `report` is an evaluation's JSON (docs/formats.md, "Evaluation"). Parts that it lacks, or has in another shape, are
// left out, unknown numbers show as dashes. Every string in it is foreign and shows as text, whatever it holds. The
// page loads nothing, runs no script, follows the reader's light or dark theme, and prints.
std::string render_report(const nlohmann::json& report);

// The same plots for papers and slides: file name -> SVG with fixed colours on white.
std::map<std::string, std::string> render_plots(const nlohmann::json& report);

}  // namespace alpharoute::evaluate
