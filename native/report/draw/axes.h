// Draws the axes of a plot: grid lines, ticks and titles.
#pragma once

#include <string>

#include "report/draw/canvas.h"
#include "report/draw/scale.h"

namespace alpharoute::report {

using FormatValue = std::string (*)(double);

struct Axes {
  Scale x, y;
  FormatValue format_x, format_y;
  std::string x_title;  // under the axis
  std::string y_title;  // above the axis, horizontal
};

void draw_axes(Canvas& canvas, const Axes& axes);

// Space that the axes need around the plot.
inline constexpr double kAxisLeft = 46.0, kAxisBottom = 46.0, kAxisTop = 30.0;

// Boxes for `n` plots in one drawing: side by side, or stacked if the frame is narrow.
std::vector<Box> panel_boxes(const Frame& frame, std::size_t n);

}  // namespace alpharoute::report
