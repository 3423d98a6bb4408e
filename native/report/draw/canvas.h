// Draws one SVG, element by element.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/draw/colour.h"

namespace alpharoute::evaluate::view {

struct Place {
  double x, y;  // in the drawing, from its top left corner
};

struct Box {
  double left, top, right, bottom;
};

struct Frame {
  double width, height;
  bool narrow;  // drawn for a phone
  Theme theme;
};

struct Stroke {
  Colour colour;
  double width = 1.0;
  std::string_view dash = {};  // lengths, as SVG has them
};

enum class Anchor { start, middle, end };

struct Lettering {
  Colour colour = Colour::ink;
  Anchor anchor = Anchor::start;
  bool bold = false;
  bool halo = false;  // keeps it readable on top of lines
};

enum class Shape { dot, ring, diamond, cross, triangle };

// The data behind a mark: read by tests and scripts, and shown when a pointer rests on it.
struct Datum {
  double x, y;
  std::string text;
};

// Text and data are escaped here and nowhere else. Coordinates have two decimals.
class Canvas {
 public:
  explicit Canvas(Frame frame) : frame_(frame) {}

  const Frame& frame() const { return frame_; }
  double font_size() const { return frame_.narrow ? 11.0 : 12.5; }

  void line(Place from, Place to, const Stroke& stroke);
  void path(const std::vector<Place>& places, const Stroke& stroke);
  void area(const std::vector<Place>& outline, Colour fill, const std::string& tooltip);
  void bar(const Box& box, Colour fill, const Datum& datum);
  void mark(Shape shape, Place place, double radius, Colour colour, const Datum& datum);
  void text(Place baseline, std::string_view content, const Lettering& lettering = {});
  void text_on(Place baseline, std::string_view content, Colour surface);  // centred, on a filled area

  // The whole element; `id` is unique in its page. Standalone, it is a file of its own.
  std::string inlined(const std::string& id, const std::string& css_class, const std::string& title,
                      const std::string& description) const;
  std::string standalone(const std::string& title, const std::string& description) const;

 private:
  std::string colour(Colour colour) const { return css_colour(colour, frame_.theme); }
  std::string element(const std::string& attributes, const std::string& id, const std::string& title,
                      const std::string& description) const;

  Frame frame_;
  std::string body_;
};

}  // namespace alpharoute::evaluate::view
