// Figure: expected against observed accuracy, with the number of answers per bin.
#include <algorithm>
#include <cmath>

#include "report/draw/axes.h"
#include "report/facts/text.h"
#include "report/figures/figures.h"

namespace alpharoute::report {
namespace {

constexpr double kCountsHeight = 72.0;

struct Diagram {
  std::string title;
  const Calibration* calibration;
  Colour colour;
};

bool is_known(const Bin& bin) { return std::isfinite(bin.expected) && std::isfinite(bin.observed) && bin.count > 0.0; }

bool has_bins(const Calibration& calibration) {
  return std::any_of(calibration.bins.begin(), calibration.bins.end(), is_known);
}

std::vector<Diagram> diagrams(const Facts& facts) {
  std::vector<Diagram> all = {{"all models", &facts.calibration, Colour::blue},
                              {"the chosen model", &facts.calibration_chosen, Colour::vermilion}};
  std::erase_if(all, [](const Diagram& diagram) { return !has_bins(*diagram.calibration); });
  return all;
}

double highest_count(const Calibration& calibration) {
  double highest = 0.0;
  for (const Bin& bin : calibration.bins) highest = std::max(highest, is_known(bin) ? bin.count : 0.0);
  return highest;
}

// Bars with the number of answers in each bin, on the x axis of the diagram.
void draw_counts(Canvas& canvas, const Diagram& diagram, const Scale& x, double top, double bottom) {
  const double highest = highest_count(*diagram.calibration);
  for (const Bin& bin : diagram.calibration->bins) {
    if (!is_known(bin) || !std::isfinite(bin.low) || !std::isfinite(bin.high)) continue;
    const double height = std::max(1.0, (bottom - top) * bin.count / highest);
    canvas.bar({x(bin.low) + 1.0, bottom - height, x(bin.high) - 1.0, bottom}, diagram.colour,
               {(bin.low + bin.high) / 2.0, bin.count,
                percent(bin.low) + " to " + percent(bin.high) + ": " + count(bin.count) + " answers"});
  }
  canvas.line({x.from, bottom}, {x.to, bottom}, {Colour::grey});
  canvas.text({x.from, top - 7.0}, "answers per bin, maximum " + count(highest), {Colour::muted});
}

void draw_diagram(Canvas& canvas, const Box& box, const Diagram& diagram) {
  const double bottom = box.bottom - kCountsHeight - 26.0;
  const Axes axes{linear_scale(0.0, 1.0, box.left + kAxisLeft + 4.0, box.right - 22.0, 5),
                  linear_scale(0.0, 1.0, bottom - kAxisBottom, box.top + kAxisTop + 24.0, 5),
                  round_percent,
                  round_percent,
                  "expected accuracy",
                  "observed accuracy, " + diagram.title};
  draw_axes(canvas, axes);
  canvas.text({axes.x.from - kAxisLeft + 4.0, axes.y.to - 14.0 - 1.4 * canvas.font_size()},
              "ECE " + percent(diagram.calibration->ece) + ", Brier " + fixed(diagram.calibration->brier, 3),
              {Colour::muted});
  canvas.line({axes.x(0.0), axes.y(0.0)}, {axes.x(1.0), axes.y(1.0)}, {Colour::muted, 1.25, "2 4"});
  std::vector<Point> line;
  for (const Bin& bin : diagram.calibration->bins) {
    if (is_known(bin)) line.push_back({axes.x(bin.expected), axes.y(bin.observed)});
  }
  canvas.path(line, {diagram.colour, 2.0});
  for (const Bin& bin : diagram.calibration->bins) {
    if (!is_known(bin)) continue;
    canvas.mark(Shape::dot, {axes.x(bin.expected), axes.y(bin.observed)}, 4.5, diagram.colour,
                {bin.expected, bin.observed,
                 "expected " + percent(bin.expected) + ", observed " + percent(bin.observed) + ", " + count(bin.count) +
                     " answers"});
  }
  draw_counts(canvas, diagram, axes.x, box.bottom - kCountsHeight + 6.0, box.bottom - 4.0);
}

void draw(Canvas& canvas, const Facts& facts) {
  const std::vector<Diagram> all = diagrams(facts);
  const std::vector<Box> boxes = panel_boxes(canvas.frame(), canvas.frame().narrow ? all.size() : 2);
  for (std::size_t i = 0; i < all.size(); ++i) draw_diagram(canvas, boxes[i], all[i]);
}

Table data_of(const Facts& facts) {
  Table table{"Expected and observed accuracy by bin", {"Models", "From", "To", "Answers", "Expected", "Observed"}};
  for (const Diagram& diagram : diagrams(facts)) {
    for (const Bin& bin : diagram.calibration->bins) {
      table.add({diagram.title, percent(bin.low), percent(bin.high), count(bin.count), percent(bin.expected),
                 percent(bin.observed)});
    }
  }
  return table;
}

std::string takeaway(const Facts& facts) {
  const Diagram first = diagrams(facts).front();
  return "For " + first.title + ", expected and observed accuracy differ by " + percent(first.calibration->ece) +
         " on average (ECE). On the dotted line they are equal; below it, the router is overconfident.";
}

}  // namespace

std::optional<Figure> reliability_figure(const Facts& facts) {
  const std::size_t n = diagrams(facts).size();
  if (n == 0) return std::nullopt;
  return Figure{"reliability",
                "Expected and observed accuracy",
                takeaway(facts),
                "Reliability diagrams: observed accuracy by expected accuracy in bins, and the number of answers per "
                "bin. The table below has every bin.",
                500.0,
                n == 1 ? 460.0 : 900.0,
                [&facts](Canvas& canvas) { draw(canvas, facts); },
                {data_of(facts)}};
}

}  // namespace alpharoute::report
