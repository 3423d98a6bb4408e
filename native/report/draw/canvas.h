// Builds one SVG drawing, element by element.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/draw/colour.h"

namespace alpharoute::report {

struct Point {
  double x, y;  // in the drawing, from the top left corner
};

struct Box {
  double left, top, right, bottom;
};

struct Frame {
  double width, height;
  bool narrow;  // for a phone
  Theme theme;
};

struct Stroke {
  Colour colour;
  double width = 1.0;
  std::string_view dash = {};  // SVG's stroke-dasharray
};

enum class Anchor { start, middle, end };

struct Lettering {
  Colour colour = Colour::ink;
  Anchor anchor = Anchor::start;
  bool bold = false;
  bool halo = false;  // outline in the page colour, for text on top of lines
};

enum class Shape { dot, ring, diamond, cross, triangle };

// The values that a mark stands for: data-x and data-y attributes for tests and scripts, and a tooltip.
struct Datum {
  double x, y;
  std::string text;
};

// Escapes all text; callers pass it unescaped. Writes coordinates with two decimals.
class Canvas {
 public:
  explicit Canvas(Frame frame) : frame_(frame) {}

  const Frame& frame() const { return frame_; }
  double font_size() const { return frame_.narrow ? 11.0 : 12.5; }

  void line(Point from, Point to, const Stroke& stroke);
  void path(const std::vector<Point>& points, const Stroke& stroke);
  void area(const std::vector<Point>& outline, Colour fill, const std::string& tooltip);
  void bar(const Box& box, Colour fill, const Datum& datum);
  void mark(Shape shape, Point point, double radius, Colour colour, const Datum& datum);
  void text(Point baseline, std::string_view content, const Lettering& lettering = {});
  void text_on(Point baseline, std::string_view content, Colour surface);  // centred, on a filled area

  // The SVG element for an HTML page; `id` must be unique there.
  std::string inlined(const std::string& id, const std::string& css_class, const std::string& title,
                      const std::string& description) const;
  // The drawing as an SVG file.
  std::string standalone(const std::string& title, const std::string& description) const;

 private:
  std::string colour(Colour colour) const { return css_colour(colour, frame_.theme); }
  std::string element(const std::string& attributes, const std::string& id, const std::string& title,
                      const std::string& description) const;

  Frame frame_;
  std::string body_;
};

}  // namespace alpharoute::report
