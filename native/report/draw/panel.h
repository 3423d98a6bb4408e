// Line charts with one or more series.
#pragma once

#include "report/draw/axes.h"

namespace alpharoute::report {

struct Series {
  std::string name;  // drawn at the end of the line if there are several series
  Colour colour;
  bool is_main;               // thicker line and larger dots
  std::vector<Datum> points;  // by rising x; an unknown y leaves a gap
};

// A labelled reference value, drawn across the plot.
struct HorizontalGuide {
  double y;
  std::string label;
};

// A labelled reference position on the x axis.
struct VerticalGuide {
  double x;
  std::string label;
};

struct Panel {
  std::string x_title, y_title;
  FormatValue format_x, format_y;
  bool from_zero;       // the y axis includes 0
  bool is_logarithmic;  // the x axis, with ticks at the points of the first series
  std::vector<Series> series;
  std::vector<HorizontalGuide> horizontal_guides;  // not drawn if the position is unknown
  std::vector<VerticalGuide> vertical_guides;      // not drawn if the position is unknown
};

void draw_panel(Canvas& canvas, const Box& box, const Panel& panel);

// Draws panels side by side, or stacked on a narrow canvas.
void draw_panels(Canvas& canvas, const std::vector<Panel>& panels);

}  // namespace alpharoute::report
