// Places the labels of points without overlaps.
#pragma once

#include <string>
#include <vector>

#include "report/draw/canvas.h"

namespace alpharoute::report {

struct Label {
  std::string text;
  Point point;       // the labelled point
  double clearance;  // radius of its mark
  Lettering lettering;
};

struct Obstacles {
  std::vector<Box> marks;                 // avoided at high cost
  std::vector<std::vector<Point>> lines;  // avoided at low cost
};

struct PlacedLabel {
  Label label;
  Box box;
};

// Returns a box within `bounds` for each label, near its point. Moves each label in turn to the position of lowest cost
// on rings around its point, in several passes. Deterministic. Labels may overlap if there is not enough space.
std::vector<PlacedLabel> place_labels(const std::vector<Label>& labels, const Obstacles& obstacles, const Box& bounds,
                                      double font_size);

// Draws the labels, with a leader line to the point of each distant one.
void draw_labels(Canvas& canvas, const std::vector<PlacedLabel>& labels);

// Returns heights for labels at the ends of lines: close to `wanted`, in the same order, at least `distance` apart, and
// within [top, bottom] if they fit.
std::vector<double> spread(const std::vector<double>& wanted, double distance, double top, double bottom);

}  // namespace alpharoute::report
