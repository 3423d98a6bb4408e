// Figure: how much depends on the number of clusters, and on how many of them a query reads.
#include "report/facts/text.h"
#include "report/figures/figures.h"
#include "report/draw/panel.h"

namespace alpharoute::evaluate::view {
namespace {

std::string name_parameter(double value) { return trimmed(value, 0); }

Series series(const std::string& name, const std::string& parameter, Colour colour, bool is_main,
              const std::vector<Trial>& trials, double Trial::*field) {
  Series out{name, colour, is_main, {}};
  for (const Trial& trial : trials) {
    out.points.push_back(
        {trial.parameter, trial.*field,
         name + ", " + parameter + " " + name_parameter(trial.parameter) + ": " + percent(trial.*field)});
  }
  return out;
}

Panel panel(const std::string& parameter, const std::string& meaning, const std::vector<Trial>& trials) {
  return {parameter + ", " + meaning,
          "share",
          name_parameter,
          round_percent,
          true,
          trials.front().parameter > 0.0 && trials.size() > 1,
          {series("accuracy", parameter, Colour::blue, true, trials, &Trial::accuracy),
           series("AIQ", parameter, Colour::orange, false, trials, &Trial::aiq),
           series("cost saved", parameter, Colour::green, false, trials, &Trial::cost_save)},
          {},
          {}};
}

void draw(Canvas& canvas, const Facts& facts) {
  std::vector<Panel> panels;
  if (!facts.robustness_k.empty()) panels.push_back(panel("k", "clusters", facts.robustness_k));
  if (!facts.robustness_p.empty()) panels.push_back(panel("p", "near clusters that a query reads", facts.robustness_p));
  draw_panels(canvas, panels);
}

void add_rows(Table& table, const std::string& parameter, const std::vector<Trial>& trials) {
  for (const Trial& trial : trials) {
    table.add({parameter + " = " + name_parameter(trial.parameter), percent(trial.accuracy), percent(trial.aiq),
               percent(trial.cost_save)});
  }
}

}  // namespace

std::optional<Figure> robustness_figure(const Facts& facts) {
  Table table{"Quality by k and p", {"", "Best accuracy", "AIQ", "Cost saved"}};
  add_rows(table, "k", facts.robustness_k);
  add_rows(table, "p", facts.robustness_p);
  if (table.is_empty()) return std::nullopt;
  return Figure{"robustness",
                "How much depends on k and p",
                "Flat lines mean that the choice of the parameter hardly matters.",
                "Line charts of accuracy, AIQ and cost saved over k and over p. The table below has every point.",
                320.0,
                facts.robustness_k.empty() || facts.robustness_p.empty() ? 320.0 : 600.0,
                [&facts](Canvas& canvas) { draw(canvas, facts); },
                {std::move(table)}};
}

}  // namespace alpharoute::evaluate::view
