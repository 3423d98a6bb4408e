// Figure: accuracy against cost of the routing methods, every single model and the oracles.
#include <algorithm>
#include <cmath>

#include "report/draw/axes.h"
#include "report/draw/labels.h"
#include "report/facts/text.h"
#include "report/figures/curves.h"
#include "report/figures/figures.h"

namespace alpharoute::report {
namespace {

constexpr double kWideRange = 10.0;  // ratio of costs above which the axis is logarithmic

Datum datum(const Outcome& outcome, const std::string& name) {
  return {outcome.cost, outcome.accuracy, name + ": " + percent(outcome.accuracy) + " at " + usd(outcome.cost)};
}

bool is_known(const Outcome& outcome) { return std::isfinite(outcome.accuracy) && std::isfinite(outcome.cost); }

// Pareto dominance: at least as good in accuracy and cost, and better in one of them.
bool dominates(const Outcome& a, const Outcome& b) {
  return a.accuracy >= b.accuracy && a.cost <= b.cost && (a.accuracy > b.accuracy || a.cost < b.cost);
}

bool is_dominated_by_router(const Facts& facts, const Outcome& outcome) {
  return std::any_of(facts.router.points.begin(), facts.router.points.end(),
                     [&](const CurvePoint& point) { return dominates(point.outcome, outcome); });
}

struct Reference {
  std::string name;
  const Outcome* outcome;
  Shape shape;
};

std::vector<Reference> references(const Facts& facts) {
  std::vector<Reference> all = {{"oracle", &facts.oracle, Shape::diamond},
                                {"best model per data set", &facts.dataset_oracle, Shape::triangle},
                                {"random", &facts.random, Shape::cross}};
  std::erase_if(all, [](const Reference& reference) { return !is_known(*reference.outcome); });
  return all;
}

std::vector<const Outcome*> all_outcomes(const Facts& facts) {
  std::vector<const Outcome*> all;
  for (const Outcome& single : facts.singles) all.push_back(&single);
  for (const CurvePoint& point : facts.router.points) all.push_back(&point.outcome);
  for (const Curve& curve : facts.others) {
    for (const CurvePoint& point : curve.points) all.push_back(&point.outcome);
  }
  for (const Reference& reference : references(facts)) all.push_back(reference.outcome);
  std::erase_if(all, [](const Outcome* outcome) { return !is_known(*outcome); });
  return all;
}

Axes axes_of(const Frame& frame, const std::vector<const Outcome*>& all) {
  const auto [cheapest, most_expensive] =
      std::minmax_element(all.begin(), all.end(), [](const Outcome* a, const Outcome* b) { return a->cost < b->cost; });
  const auto [worst, best] = std::minmax_element(
      all.begin(), all.end(), [](const Outcome* a, const Outcome* b) { return a->accuracy < b->accuracy; });
  const double low = (*cheapest)->cost, high = (*most_expensive)->cost;
  const double left = kAxisLeft + 4.0, right = frame.width - 12.0;
  const int want = frame.narrow ? 4 : 7;
  const bool logarithmic = low > 0.0 && high > kWideRange * low;
  return {
      logarithmic ? log_scale(low, high, left, right, want) : linear_scale(std::min(low, 0.0), high, left, right, want),
      linear_scale((*worst)->accuracy, (*best)->accuracy, frame.height - kAxisBottom, kAxisTop + 6.0, 8),
      round_usd,
      round_percent,
      logarithmic ? "cost per 1,000 queries, USD, logarithmic" : "cost per 1,000 queries, USD",
      "accuracy"};
}

Point point_of(const Axes& axes, const Outcome& outcome) { return {axes.x(outcome.cost), axes.y(outcome.accuracy)}; }

std::vector<Point> line_of(const Axes& axes, const Curve& curve) {
  std::vector<Point> line;
  for (const CurvePoint& point : curve.points) {
    if (is_known(point.outcome)) line.push_back(point_of(axes, point.outcome));
  }
  return line;
}

// Steps along the single models that no other single model dominates: the best trade-offs without a router.
std::vector<Point> frontier(const Facts& facts, const Axes& axes) {
  std::vector<const Outcome*> models;
  for (const Outcome& single : facts.singles) {
    const bool is_dominated = std::any_of(facts.singles.begin(), facts.singles.end(), [&](const Outcome& other) {
      return is_known(other) && dominates(other, single);
    });
    if (is_known(single) && !is_dominated) models.push_back(&single);
  }
  std::sort(models.begin(), models.end(), [](const Outcome* a, const Outcome* b) { return a->cost < b->cost; });
  std::vector<Point> steps;
  for (const Outcome* model : models) {
    const Point next = point_of(axes, *model);
    if (!steps.empty()) steps.push_back({next.x, steps.back().y});
    steps.push_back(next);
  }
  if (!steps.empty()) steps.push_back({axes.x.to, steps.back().y});
  return steps;
}

// Points of the router's curve that get a label: those of the claims, and both ends. Skips points within 30 px of an
// earlier one.
std::vector<const CurvePoint*> named_points(const Facts& facts, const Axes& axes) {
  constexpr double kApart = 30.0;
  const std::vector<CurvePoint>& points = facts.router.points;
  std::vector<double> alphas;
  if (facts.claims) alphas = {facts.claims->alpha_equal, facts.claims->alpha_90, facts.claims->alpha_best};
  alphas.insert(alphas.end(), {points.front().alpha, points.back().alpha});
  std::vector<const CurvePoint*> named;
  for (const double alpha : alphas) {
    const auto point =
        std::find_if(points.begin(), points.end(), [&](const CurvePoint& s) { return s.alpha == alpha; });
    if (point == points.end() || !is_known(point->outcome)) continue;
    const Point here = point_of(axes, point->outcome);
    const bool is_crowded = std::any_of(named.begin(), named.end(), [&](const CurvePoint* other) {
      const Point there = point_of(axes, other->outcome);
      return std::hypot(here.x - there.x, here.y - there.y) < kApart;
    });
    if (!is_crowded) named.push_back(&*point);
  }
  return named;
}

// Adds the curve's name as a label at its middle.
void name_curve(const std::string& name, const std::vector<Point>& line, const Lettering& lettering,
                std::vector<Label>& labels) {
  if (!line.empty()) labels.push_back({name, line[line.size() / 2], 4.0, lettering});
}

std::vector<Label> labels_of(const Facts& facts, const Axes& axes, bool narrow) {
  std::vector<Label> labels;
  for (std::size_t i = 0; i < facts.models.size(); ++i) {
    if (!is_known(facts.singles[i])) continue;
    labels.push_back({clipped(facts.short_models[i], narrow ? 20 : 32), point_of(axes, facts.singles[i]), 5.0, {}});
  }
  for (const Reference& reference : references(facts)) {
    labels.push_back({reference.name, point_of(axes, *reference.outcome), 7.0, {Colour::muted}});
  }
  if (facts.router.points.empty()) return labels;
  const Lettering lettering{Colour::blue, Anchor::start, true};
  name_curve("router", line_of(axes, facts.router), lettering, labels);
  for (const CurvePoint* point : named_points(facts, axes)) {
    labels.push_back({alpha_name(point->alpha), point_of(axes, point->outcome), 4.0, {Colour::blue}});
  }
  for (std::size_t i = 0; i < facts.others.size(); ++i) {
    name_curve(facts.others[i].name, line_of(axes, facts.others[i]), {curve_colour(i + 1)}, labels);
  }
  return labels;
}

void draw_curves(Canvas& canvas, const Facts& facts, const Axes& axes, Obstacles& obstacles) {
  obstacles.lines.push_back(frontier(facts, axes));
  canvas.path(obstacles.lines.back(), {Colour::grey, 1.5, "5 4"});
  for (std::size_t i = 0; i < facts.others.size(); ++i) {
    obstacles.lines.push_back(line_of(axes, facts.others[i]));
    canvas.path(obstacles.lines.back(), {curve_colour(i + 1), 1.5});
    for (const CurvePoint& point : facts.others[i].points) {
      if (!is_known(point.outcome)) continue;
      canvas.mark(Shape::dot, point_of(axes, point.outcome), 2.25, curve_colour(i + 1),
                  datum(point.outcome, facts.others[i].name + ", " + alpha_name(point.alpha)));
    }
  }
  obstacles.lines.push_back(line_of(axes, facts.router));
  canvas.path(obstacles.lines.back(), {Colour::blue, 3.0});
}

void draw(Canvas& canvas, const Facts& facts) {
  const Axes axes = axes_of(canvas.frame(), all_outcomes(facts));
  draw_axes(canvas, axes);
  Obstacles obstacles;
  draw_curves(canvas, facts, axes, obstacles);
  for (const Reference& reference : references(facts)) {
    canvas.mark(reference.shape, point_of(axes, *reference.outcome), 6.0, Colour::vermilion,
                datum(*reference.outcome, reference.name));
  }
  for (const CurvePoint& point : facts.router.points) {
    if (!is_known(point.outcome)) continue;
    canvas.mark(Shape::dot, point_of(axes, point.outcome), 4.0, Colour::blue,
                datum(point.outcome, "router, " + alpha_name(point.alpha)));
  }
  for (std::size_t i = 0; i < facts.models.size(); ++i) {
    if (!is_known(facts.singles[i])) continue;
    const Shape shape = is_dominated_by_router(facts, facts.singles[i]) ? Shape::ring : Shape::dot;
    canvas.mark(shape, point_of(axes, facts.singles[i]), 5.0, Colour::ink, datum(facts.singles[i], facts.models[i]));
  }
  const Box bounds{axes.x.from + 3.0, axes.y.to - 4.0, canvas.frame().width - 2.0, axes.y.from - 3.0};
  draw_labels(canvas,
              place_labels(labels_of(facts, axes, canvas.frame().narrow), obstacles, bounds, canvas.font_size()));
}

Table points_table(const Facts& facts) {
  Table table{"Single models and references", {"", "Accuracy", "Cost per 1,000"}};
  const auto add = [&](const std::string& name, const Outcome& outcome) {
    table.add({name, percent(outcome.accuracy), usd(outcome.cost)});
  };
  for (std::size_t i = 0; i < facts.models.size(); ++i) add(facts.models[i], facts.singles[i]);
  for (const Reference& reference : references(facts)) add(reference.name, *reference.outcome);
  return table;
}

std::string takeaway(const Facts& facts) {
  const auto beaten = std::count_if(facts.singles.begin(), facts.singles.end(), [&](const Outcome& single) {
    return is_known(single) && is_dominated_by_router(facts, single);
  });
  const std::string models = count(static_cast<double>(facts.models.size())) + " single models";
  const std::string key =
      "Up and to the left is better. Dashed: the Pareto frontier of the single models, the best trade-offs without a "
      "router.";
  if (facts.router.points.empty()) return key;
  return count(static_cast<double>(beaten)) + " of the " + models +
         " (hollow circles) are dominated: at some α, the router is at least as accurate and costs no more. " + key;
}

}  // namespace

std::optional<Figure> trade_off_figure(const Facts& facts) {
  if (all_outcomes(facts).size() < 2) return std::nullopt;
  const double crowd = static_cast<double>(facts.models.size());
  return Figure{"accuracy-cost",
                "Accuracy against cost",
                takeaway(facts),
                "Scatter plot of the single models, with a line for the router from its lowest to its highest α. "
                "The table below has every point.",
                540.0,
                460.0 + 14.0 * std::clamp(crowd - 6.0, 0.0, 30.0),
                [&facts](Canvas& canvas) { draw(canvas, facts); },
                {points_table(facts), curves_table(facts)}};
}

}  // namespace alpharoute::report
