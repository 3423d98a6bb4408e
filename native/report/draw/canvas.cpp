#include "report/draw/canvas.h"

#include <charconv>

#include "report/facts/text.h"

namespace alpharoute::report {
namespace {

constexpr std::string_view kFont = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

std::string coordinate(double value) {
  char buffer[64];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 2).ptr};
}

// The shortest text that reads back as the same double.
std::string exact(double value) {
  char buffer[64];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escape(value) + "\"";
}

std::string attribute(std::string_view name, double value) { return attribute(name, coordinate(value)); }

std::string point_list(const std::vector<Point>& points) {
  std::string out;
  for (const Point& point : points) out += (out.empty() ? "" : " ") + coordinate(point.x) + "," + coordinate(point.y);
  return out;
}

std::string data_of(const Datum& datum) {
  return attribute("data-x", exact(datum.x)) + attribute("data-y", exact(datum.y));
}

std::string with_tooltip(const std::string& name, const std::string& attributes, const std::string& tooltip) {
  return "<" + name + attributes + "><title>" + escape(tooltip) + "</title></" + name + ">\n";
}

// Corners of a diamond, else of a triangle.
std::vector<Point> outline(Shape shape, Point at, double r) {
  if (shape == Shape::diamond) return {{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}};
  return {{at.x, at.y - r}, {at.x + r, at.y + 0.8 * r}, {at.x - r, at.y + 0.8 * r}};
}

std::string cross(Point at, double r) {
  return "M" + point_list({{at.x - r, at.y - r}, {at.x + r, at.y + r}}) + "M" +
         point_list({{at.x - r, at.y + r}, {at.x + r, at.y - r}});
}

std::string_view name_of(Anchor anchor) {
  return anchor == Anchor::start ? "start" : anchor == Anchor::middle ? "middle" : "end";
}

}  // namespace

void Canvas::line(Point from, Point to, const Stroke& stroke) { path({from, to}, stroke); }

void Canvas::path(const std::vector<Point>& points, const Stroke& stroke) {
  if (points.size() < 2) return;
  body_ += "<polyline fill=\"none\" stroke-linejoin=\"round\"" + attribute("points", point_list(points)) +
           attribute("stroke", colour(stroke.colour)) + attribute("stroke-width", stroke.width) +
           (stroke.dash.empty() ? "" : attribute("stroke-dasharray", stroke.dash)) + "/>\n";
}

void Canvas::area(const std::vector<Point>& outline, Colour fill, const std::string& tooltip) {
  body_ += with_tooltip("polygon",
                        attribute("points", point_list(outline)) + attribute("fill", colour(fill)) +
                            attribute("stroke", colour(Colour::page)) + " stroke-width=\"1\" stroke-linejoin=\"round\"",
                        tooltip);
}

void Canvas::bar(const Box& box, Colour fill, const Datum& datum) {
  body_ +=
      with_tooltip("rect",
                   attribute("x", box.left) + attribute("y", box.top) + attribute("width", box.right - box.left) +
                       attribute("height", box.bottom - box.top) + attribute("fill", colour(fill)) + data_of(datum),
                   datum.text);
}

void Canvas::mark(Shape shape, Point point, double radius, Colour fill, const Datum& datum) {
  const std::string inked = attribute("fill", colour(fill)) + attribute("stroke", colour(Colour::page));
  const std::string hollow =
      attribute("fill", colour(Colour::page)) + attribute("stroke", colour(fill)) + " stroke-width=\"1.75\"";
  const std::string round = attribute("cx", point.x) + attribute("cy", point.y) + attribute("r", radius);
  switch (shape) {
    case Shape::dot: body_ += with_tooltip("circle", round + inked + data_of(datum), datum.text); break;
    case Shape::ring: body_ += with_tooltip("circle", round + hollow + data_of(datum), datum.text); break;
    case Shape::cross:
      body_ += with_tooltip("path",
                            attribute("d", cross(point, radius * 0.8)) + attribute("stroke", colour(fill)) +
                                " stroke-width=\"2.25\"" + data_of(datum),
                            datum.text);
      break;
    case Shape::diamond:
    case Shape::triangle:
      body_ += with_tooltip(
          "polygon", attribute("points", point_list(outline(shape, point, radius * 1.25))) + inked + data_of(datum),
          datum.text);
      break;
  }
}

void Canvas::text(Point baseline, std::string_view content, const Lettering& lettering) {
  body_ += "<text" + attribute("x", baseline.x) + attribute("y", baseline.y) +
           attribute("fill", colour(lettering.colour)) +
           (lettering.anchor == Anchor::start ? "" : attribute("text-anchor", name_of(lettering.anchor))) +
           (lettering.bold ? attribute("font-weight", "600") : "") +
           (lettering.halo ? attribute("stroke", colour(Colour::page)) +
                                 " stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\""
                           : "") +
           ">" + escape(content) + "</text>\n";
}

void Canvas::text_on(Point baseline, std::string_view content, Colour surface) {
  body_ += "<text text-anchor=\"middle\" pointer-events=\"none\"" + attribute("x", baseline.x) +
           attribute("y", baseline.y) + attribute("fill", css_ink_on(surface, frame_.theme)) + ">" + escape(content) +
           "</text>\n";
}

std::string Canvas::element(const std::string& attributes, const std::string& id, const std::string& title,
                            const std::string& description) const {
  return "<svg" + attributes +
         attribute("viewBox", "0 0 " + coordinate(frame_.width) + " " + coordinate(frame_.height)) +
         attribute("font-size", font_size()) + attribute("font-family", kFont) + " role=\"img\"" +
         attribute("aria-labelledby", id + "-title " + id + "-desc") + ">\n<title" + attribute("id", id + "-title") +
         ">" + escape(title) + "</title>\n<desc" + attribute("id", id + "-desc") + ">" + escape(description) +
         "</desc>\n" + body_ + "</svg>\n";
}

std::string Canvas::inlined(const std::string& id, const std::string& css_class, const std::string& title,
                            const std::string& description) const {
  return element(attribute("class", css_class), id, title, description);
}

std::string Canvas::standalone(const std::string& title, const std::string& description) const {
  Canvas file(frame_);
  file.body_ = "<rect width=\"100%\" height=\"100%\"" + attribute("fill", colour(Colour::page)) + "/>\n" + body_;
  return file.element(
      " xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", frame_.width) + attribute("height", frame_.height),
      "plot", title, description);
}

}  // namespace alpharoute::report
