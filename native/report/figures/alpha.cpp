// Figure: accuracy and cost by alpha.
#include <cmath>

#include "report/facts/text.h"
#include "report/figures/curves.h"
#include "report/figures/figures.h"

namespace alpharoute::report {
namespace {

using Field = double Outcome::*;

std::vector<Series> all_series(const Facts& facts, Field field, std::string (*format)(double)) {
  std::vector<Series> out = {alpha_series(facts.router, 0, field, format)};
  for (std::size_t i = 0; i < facts.others.size(); ++i) {
    if (!facts.others[i].points.empty()) out.push_back(alpha_series(facts.others[i], i + 1, field, format));
  }
  return out;
}

VerticalGuide elbow(double alpha) { return {alpha, "elbow, " + alpha_name(alpha)}; }

std::vector<HorizontalGuide> best_guide(const Facts& facts, Field field) {
  const std::optional<std::size_t> best = facts.best_single();
  if (!best) return {};
  return {{facts.singles[*best].*field, clipped(facts.short_models[*best], 26)}};
}

void draw(Canvas& canvas, const Facts& facts) {
  const Panel accuracy{kAlphaTitle,
                       "accuracy",
                       format_alpha,
                       round_percent,
                       false,
                       false,
                       all_series(facts, &Outcome::accuracy, percent),
                       best_guide(facts, &Outcome::accuracy),
                       {elbow(facts.elbow_accuracy)}};
  const Panel cost{kAlphaTitle,
                   "cost per 1,000 queries",
                   format_alpha,
                   round_usd,
                   true,
                   false,
                   all_series(facts, &Outcome::cost, usd),
                   best_guide(facts, &Outcome::cost),
                   {elbow(facts.elbow_cost)}};
  draw_panels(canvas, {accuracy, cost});
}

std::string takeaway(const Facts& facts) {
  std::string text = "A higher α gives more weight to accuracy and less to cost.";
  if (std::isfinite(facts.elbow_accuracy) || std::isfinite(facts.elbow_cost)) {
    text += " Dashed: the elbows, where a curve is farthest from the straight line between its ends.";
  }
  if (facts.best_single()) text += " Dotted: the most accurate single model.";
  return text;
}

}  // namespace

std::optional<Figure> alpha_figure(const Facts& facts) {
  if (!has_field(facts.router, &Outcome::accuracy) && !has_field(facts.router, &Outcome::cost)) return std::nullopt;
  return Figure{"alpha",
                "Accuracy and cost by α",
                takeaway(facts),
                "Two line charts by α: accuracy, and cost per 1,000 queries. The table below has every point.",
                340.0,
                620.0,
                [&facts](Canvas& canvas) { draw(canvas, facts); },
                {curves_table(facts)}};
}

}  // namespace alpharoute::report
