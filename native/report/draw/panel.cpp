#include "report/draw/panel.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "report/draw/labels.h"
#include "report/facts/text.h"

namespace alpharoute::report {
namespace {

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void add(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool is_empty() const { return low > high; }
};

bool has_names(const Panel& panel) { return panel.series.size() > 1; }

// Space for the names at the ends of the lines.
double right_margin(const Canvas& canvas, const Panel& panel) {
  double widest = 0.0;
  if (has_names(panel)) {
    for (const Series& series : panel.series) widest = std::max(widest, text_width(series.name, canvas.font_size()));
  }
  return widest + 14.0;
}

// Logarithmic scale with ticks at the points of the first series, at least 22 apart.
Scale scale_of_points(const Panel& panel, const Range& x, double left, double right) {
  constexpr double kApart = 22.0;
  Scale scale{x.low, x.high, left, right, true, {}};
  for (const Datum& datum : panel.series.front().points) {
    if (scale.ticks.empty() || scale(datum.x) - scale(scale.ticks.back()) >= kApart) scale.ticks.push_back(datum.x);
  }
  return scale;
}

Axes axes_of(const Canvas& canvas, const Box& box, const Panel& panel, const Range& x, Range y) {
  if (panel.from_zero) y.add(0.0);
  const double left = box.left + kAxisLeft + 4.0, right = box.right - right_margin(canvas, panel);
  Scale across = panel.is_logarithmic && x.high > x.low
                     ? scale_of_points(panel, x, left + 10.0, right)
                     : linear_scale(x.low, x.high, left, right, canvas.frame().narrow ? 4 : 5);
  return {std::move(across), linear_scale(y.low, y.high, box.bottom - kAxisBottom, box.top + kAxisTop + 6.0, 5),
          panel.format_x,    panel.format_y,
          panel.x_title,     panel.y_title};
}

Point point_of(const Axes& axes, const Datum& datum) { return {axes.x(datum.x), axes.y(datum.y)}; }

void draw_line(Canvas& canvas, const Axes& axes, const Series& series) {
  std::vector<Point> run;
  const Stroke stroke{series.colour, series.is_main ? 2.5 : 1.5};
  for (const Datum& datum : series.points) {
    if (std::isfinite(datum.y)) {
      run.push_back(point_of(axes, datum));
      continue;
    }
    canvas.path(run, stroke);
    run.clear();
  }
  canvas.path(run, stroke);
  for (const Datum& datum : series.points) {
    if (std::isfinite(datum.y))
      canvas.mark(Shape::dot, point_of(axes, datum), series.is_main ? 4.0 : 2.5, series.colour, datum);
  }
}

void draw_series_names(Canvas& canvas, const Axes& axes, const Panel& panel) {
  if (!has_names(panel)) return;
  std::vector<double> wanted;
  std::vector<const Series*> named;
  for (const Series& series : panel.series) {
    const auto last = std::find_if(series.points.rbegin(), series.points.rend(),
                                   [](const Datum& datum) { return std::isfinite(datum.y); });
    if (last == series.points.rend()) continue;
    wanted.push_back(axes.y(last->y) + 0.35 * canvas.font_size());
    named.push_back(&series);
  }
  const std::vector<double> heights = spread(wanted, canvas.font_size() * 1.2, axes.y.to, axes.y.from + 4.0);
  for (std::size_t i = 0; i < named.size(); ++i) {
    canvas.text({axes.x.to + 9.0, heights[i]}, named[i]->name, {named[i]->colour, Anchor::start, named[i]->is_main});
  }
}

void draw_guides(Canvas& canvas, const Axes& axes, const Panel& panel) {
  for (const HorizontalGuide& guide : panel.horizontal_guides) {
    if (!std::isfinite(guide.y)) continue;
    canvas.line({axes.x.from, axes.y(guide.y)}, {axes.x.to, axes.y(guide.y)}, {Colour::muted, 1.25, "2 4"});
  }
  for (const VerticalGuide& guide : panel.vertical_guides) {
    if (!std::isfinite(guide.x)) continue;
    canvas.line({axes.x(guide.x), axes.y.from}, {axes.x(guide.x), axes.y.to}, {Colour::muted, 1.0, "5 4"});
  }
}

// Labels of the guides, placed off the lines.
void draw_guide_labels(Canvas& canvas, const Axes& axes, const Panel& panel) {
  std::vector<Label> labels;
  Obstacles obstacles;
  for (const Series& series : panel.series) {
    std::vector<Point> line;
    for (const Datum& datum : series.points) {
      if (std::isfinite(datum.y)) line.push_back(point_of(axes, datum));
    }
    obstacles.lines.push_back(std::move(line));
  }
  const double height = canvas.font_size();
  for (const HorizontalGuide& guide : panel.horizontal_guides) {
    if (!std::isfinite(guide.y)) continue;
    const double y = axes.y(guide.y);
    obstacles.lines.push_back({{axes.x.from, y}, {axes.x.to, y}});
    const double half = text_width(guide.label, height) / 2.0;
    labels.push_back({guide.label, {axes.x.from + half + 4.0, y}, 0.0, {Colour::muted}});
  }
  for (const VerticalGuide& guide : panel.vertical_guides) {
    if (!std::isfinite(guide.x)) continue;
    obstacles.lines.push_back({{axes.x(guide.x), axes.y.from}, {axes.x(guide.x), axes.y.to}});
    labels.push_back({guide.label, {axes.x(guide.x), axes.y.from - 18.0}, 2.0, {Colour::ink}});
  }
  draw_labels(canvas, place_labels(labels, obstacles, {axes.x.from, axes.y.to - 12.0, axes.x.to, axes.y.from}, height));
}

}  // namespace

void draw_panel(Canvas& canvas, const Box& box, const Panel& panel) {
  Range x, y;
  for (const Series& series : panel.series) {
    for (const Datum& datum : series.points) {
      x.add(datum.x);
      y.add(datum.y);
    }
  }
  if (x.is_empty() || y.is_empty()) return;
  for (const HorizontalGuide& guide : panel.horizontal_guides) y.add(guide.y);
  const Axes axes = axes_of(canvas, box, panel, x, y);
  draw_axes(canvas, axes);
  draw_guides(canvas, axes, panel);
  for (auto series = panel.series.rbegin(); series != panel.series.rend(); ++series) draw_line(canvas, axes, *series);
  draw_series_names(canvas, axes, panel);
  draw_guide_labels(canvas, axes, panel);
}

void draw_panels(Canvas& canvas, const std::vector<Panel>& panels) {
  const std::vector<Box> boxes = panel_boxes(canvas.frame(), panels.size());
  for (std::size_t i = 0; i < panels.size(); ++i) draw_panel(canvas, boxes[i], panels[i]);
}

}  // namespace alpharoute::report
