// A line chart: one value over another, for one or more series.
#pragma once

#include "report/draw/axes.h"

namespace alpharoute::evaluate::view {

struct Series {
  std::string name;  // stands at the end of the line, if there are several
  Colour colour;
  bool is_main;               // drawn strongly, with dots
  std::vector<Datum> points;  // by rising x; one with an unknown y leaves a gap
};

// A value worth comparing with, across the plot.
struct Guide {
  double y;
  std::string label;
};

// A place of the x axis worth noticing.
struct Post {
  double x;
  std::string label;
};

struct Panel {
  std::string x_title, y_title;
  NameValue name_x, name_y;
  bool from_zero;     // the y axis
  bool is_geometric;  // the x axis: logarithmic, with a tick at every x that was tried
  std::vector<Series> series;
  std::vector<Guide> guides;  // unknown ones are left out
  std::vector<Post> posts;
};

void draw_panel(Canvas& canvas, const Box& box, const Panel& panel);

// Draws them beside each other, or on a narrow canvas under each other.
void draw_panels(Canvas& canvas, const std::vector<Panel>& panels);

}  // namespace alpharoute::evaluate::view
