// Finds places for the labels of points so that no two of them touch.
#pragma once

#include <string>
#include <vector>

#include "report/draw/canvas.h"

namespace alpharoute::evaluate::view {

struct Label {
  std::string text;
  Place point;       // what it names
  double clearance;  // radius of the mark there
  Lettering lettering;
};

struct Obstacles {
  std::vector<Box> marks;                 // never covered if it can be helped
  std::vector<std::vector<Place>> lines;  // crossed only if nothing better is near
};

struct PlacedLabel {
  Label label;
  Box box;
};

// A box for each label, within `bounds`, as near to its point as the others allow. Each label is put into the cheapest
// place on rings around its point, then taken out and put again, a few times over: simple, and the same every time.
// With more text than space some may still overlap.
std::vector<PlacedLabel> place_labels(const std::vector<Label>& labels, const Obstacles& obstacles, const Box& bounds,
                                      double font_size);

// Draws them, and a leader line for each that is away from its point.
void draw_labels(Canvas& canvas, const std::vector<PlacedLabel>& labels);

// Heights of labels at the end of lines: at least `distance` apart, in the same order, near to where they were wanted,
// within [top, bottom] if they fit there.
std::vector<double> spread(const std::vector<double>& wanted, double distance, double top, double bottom);

}  // namespace alpharoute::evaluate::view
