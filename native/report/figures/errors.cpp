// Figure: the router's two kinds of error, by alpha.
#include "report/facts/text.h"
#include "report/figures/curves.h"
#include "report/figures/figures.h"

namespace alpharoute::report {
namespace {

Panel panel(const Facts& facts, const std::string& title, double Outcome::*field, std::string (*format)(double),
            FormatValue format_tick) {
  return {kAlphaTitle, title, format_alpha, format_tick, true, false, {alpha_series(facts.router, 0, field, format)},
          {},          {}};
}

void draw(Canvas& canvas, const Facts& facts) {
  draw_panels(canvas, {panel(facts, "accuracy regret, in points", &Outcome::accuracy_regret, percent, round_percent),
                       panel(facts, "excess cost per 1,000 queries", &Outcome::excess_cost, usd, round_usd)});
}

Table data_of(const Facts& facts) {
  Table table{"The router's errors by α", {"α", "Best answer chosen", "Accuracy regret", "Excess cost per 1,000"}};
  for (const auto& [alpha, outcome] : facts.router.points) {
    table.add(
        {fixed(alpha, 2), percent(outcome.optimal_rate), percent(outcome.accuracy_regret), usd(outcome.excess_cost)});
  }
  return table;
}

}  // namespace

std::optional<Figure> errors_figure(const Facts& facts) {
  if (!has_field(facts.router, &Outcome::accuracy_regret) && !has_field(facts.router, &Outcome::excess_cost)) {
    return std::nullopt;
  }
  return Figure{"errors",
                "Two kinds of error",
                "Accuracy regret: another model had a better answer. Excess cost: a cheaper model had an equally good "
                "answer. A low α causes more of the first, a high α more of the second.",
                "Two line charts by α: accuracy regret, and excess cost per 1,000 queries. The table below has every "
                "point.",
                320.0,
                580.0,
                [&facts](Canvas& canvas) { draw(canvas, facts); },
                {data_of(facts)}};
}

}  // namespace alpharoute::report
