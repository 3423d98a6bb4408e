// Figures: what turning the dial does to accuracy, to cost and to the two kinds of error.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "report/facts/text.h"
#include "report/figures/figures.h"
#include "report/draw/panel.h"

namespace alpharoute::evaluate::view {
namespace {

constexpr const char* kDial = "α, 0 cheapest to 1 most accurate";

using Field = double Outcome::*;

std::string name_alpha(double alpha) { return trimmed(alpha, 3); }

Series series(const Curve& curve, std::size_t position, Field field, std::string (*show)(double)) {
  Series out{curve.name, curve_colour(position), position == 0, {}};
  for (const Setting& setting : curve.settings) {
    const double value = setting.outcome.*field;
    out.points.push_back({setting.alpha, value, curve.name + ", " + alpha_name(setting.alpha) + ": " + show(value)});
  }
  return out;
}

std::vector<Series> all_series(const Facts& facts, Field field, std::string (*show)(double)) {
  std::vector<Series> out = {series(facts.router, 0, field, show)};
  for (std::size_t i = 0; i < facts.others.size(); ++i) {
    if (!facts.others[i].settings.empty()) out.push_back(series(facts.others[i], i + 1, field, show));
  }
  return out;
}

bool has(const Curve& curve, Field field) {
  return std::any_of(curve.settings.begin(), curve.settings.end(),
                     [&](const Setting& setting) { return std::isfinite(setting.outcome.*field); });
}

Post elbow(double alpha) { return {alpha, "elbow, " + alpha_name(alpha)}; }

std::vector<Guide> best_guide(const Facts& facts, Field field) {
  const std::optional<std::size_t> best = facts.best_single();
  if (!best) return {};
  return {{facts.singles[*best].*field, clipped(facts.short_models[*best], 26)}};
}

void draw_dial(Canvas& canvas, const Facts& facts) {
  draw_panels(canvas, {{kDial,
                        "accuracy",
                        name_alpha,
                        round_percent,
                        false,
                        false,
                        all_series(facts, &Outcome::accuracy, percent),
                        best_guide(facts, &Outcome::accuracy),
                        {elbow(facts.elbow_accuracy)}},
                       {kDial,
                        "cost of 1,000 queries",
                        name_alpha,
                        round_usd,
                        true,
                        false,
                        all_series(facts, &Outcome::cost, usd),
                        best_guide(facts, &Outcome::cost),
                        {elbow(facts.elbow_cost)}}});
}

void draw_errors(Canvas& canvas, const Facts& facts) {
  draw_panels(canvas, {{kDial,
                        "quality lost, points of accuracy",
                        name_alpha,
                        round_percent,
                        true,
                        false,
                        {series(facts.router, 0, &Outcome::accuracy_regret, percent)},
                        {},
                        {}},
                       {kDial,
                        "money wasted on 1,000 queries",
                        name_alpha,
                        round_usd,
                        true,
                        false,
                        {series(facts.router, 0, &Outcome::money_wasted, usd)},
                        {},
                        {}}});
}

Table errors_table(const Facts& facts) {
  Table table{"The router's errors by α", {"α", "Best answer chosen", "Quality lost", "Money wasted on 1,000"}};
  for (const auto& [alpha, outcome] : facts.router.settings) {
    table.add(
        {fixed(alpha, 2), percent(outcome.optimal_rate), percent(outcome.accuracy_regret), usd(outcome.money_wasted)});
  }
  return table;
}

std::string dial_takeaway(const Facts& facts) {
  std::string text = "A higher α weighs accuracy more and cost less.";
  if (std::isfinite(facts.elbow_accuracy) || std::isfinite(facts.elbow_cost)) {
    text += " Dashed: the elbows, where a curve lies farthest from the straight line between its ends.";
  }
  if (facts.best_single()) text += " Dotted: the most accurate single model.";
  return text;
}

}  // namespace

Table curves_table(const Facts& facts) {
  Table table{"Accuracy, and cost of 1,000 queries, by α", {"α"}};
  std::vector<const Curve*> curves = {&facts.router};
  std::set<double> alphas;
  for (const Curve& curve : facts.others) curves.push_back(&curve);
  for (const Curve* curve : curves) {
    table.columns.insert(table.columns.end(), {curve->name + ", accuracy", "cost"});
    for (const Setting& setting : curve->settings) alphas.insert(setting.alpha);
  }
  for (const double alpha : alphas) {
    std::vector<std::string> cells = {bare_alpha(alpha)};
    for (const Curve* curve : curves) {
      const auto here = std::find_if(curve->settings.begin(), curve->settings.end(),
                                     [&](const Setting& setting) { return setting.alpha == alpha; });
      const bool is_there = here != curve->settings.end();
      cells.push_back(percent(is_there ? here->outcome.accuracy : kUnknownNumber));
      cells.push_back(usd(is_there ? here->outcome.cost : kUnknownNumber));
    }
    table.add(std::move(cells));
  }
  return table;
}

Colour curve_colour(std::size_t position) {
  constexpr std::array kColours = {Colour::blue, Colour::orange, Colour::purple, Colour::green, Colour::vermilion};
  return kColours[position % kColours.size()];
}

std::optional<Figure> dial_figure(const Facts& facts) {
  if (!has(facts.router, &Outcome::accuracy) && !has(facts.router, &Outcome::cost)) return std::nullopt;
  return Figure{"dial",
                "What the dial does",
                dial_takeaway(facts),
                "Two line charts over α: accuracy, and cost of 1,000 queries. The table below has every point.",
                340.0,
                620.0,
                [&facts](Canvas& canvas) { draw_dial(canvas, facts); },
                {curves_table(facts)}};
}

std::optional<Figure> errors_figure(const Facts& facts) {
  if (!has(facts.router, &Outcome::accuracy_regret) && !has(facts.router, &Outcome::money_wasted)) return std::nullopt;
  return Figure{
      "errors",
      "Two kinds of error",
      "Quality is lost where another model had a better answer; money is wasted where a cheaper model had one "
      "as good. A low α buys the first, a high α the second.",
      "Two line charts over α: accuracy lost, and money wasted on 1,000 queries. The table below has every "
      "point.",
      320.0,
      580.0,
      [&facts](Canvas& canvas) { draw_errors(canvas, facts); },
      {errors_table(facts)}};
}

}  // namespace alpharoute::evaluate::view
