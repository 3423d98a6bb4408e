// Axes: a quiet grid, named ticks, and what the axes mean.
#pragma once

#include <string>

#include "report/draw/canvas.h"
#include "report/draw/scale.h"

namespace alpharoute::evaluate::view {

using NameValue = std::string (*)(double);

struct Axes {
  Scale x, y;
  NameValue name_x, name_y;
  std::string x_title;  // under the axis
  std::string y_title;  // above the axis, so that nobody has to tilt their head
};

void draw_axes(Canvas& canvas, const Axes& axes);

// Room that axes need around the plot itself.
inline constexpr double kAxisLeft = 46.0, kAxisBottom = 46.0, kAxisTop = 30.0;

// Boxes for `n` plots that share a drawing: side by side, or on a narrow one under each other.
std::vector<Box> panel_boxes(const Frame& frame, std::size_t n);

}  // namespace alpharoute::evaluate::view
