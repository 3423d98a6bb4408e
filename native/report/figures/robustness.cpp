// Figure: accuracy, AIQ and cost saved by number of clusters, and by nearest_clusters.
#include "report/draw/panel.h"
#include "report/facts/text.h"
#include "report/figures/figures.h"

namespace alpharoute::report {
namespace {

std::string format_parameter(double value) { return trimmed(value, 0); }

Series series(const std::string& name, const std::string& parameter, Colour colour, bool is_main,
              const std::vector<Variation>& variations, double Variation::*field) {
  Series out{name, colour, is_main, {}};
  for (const Variation& variation : variations) {
    out.points.push_back(
        {variation.parameter, variation.*field,
         name + ", " + parameter + " " + format_parameter(variation.parameter) + ": " + percent(variation.*field)});
  }
  return out;
}

Panel panel(const std::string& parameter, const std::string& meaning, const std::vector<Variation>& variations) {
  return {parameter + ", " + meaning,
          "share",
          format_parameter,
          round_percent,
          true,
          variations.front().parameter > 0.0 && variations.size() > 1,
          {series("accuracy", parameter, Colour::blue, true, variations, &Variation::accuracy),
           series("AIQ", parameter, Colour::orange, false, variations, &Variation::aiq),
           series("cost saved", parameter, Colour::green, false, variations, &Variation::cost_save)},
          {},
          {}};
}

void draw(Canvas& canvas, const Facts& facts) {
  std::vector<Panel> panels;
  if (!facts.robustness_k.empty()) panels.push_back(panel("k", "clusters", facts.robustness_k));
  if (!facts.robustness_p.empty()) panels.push_back(panel("p", "nearest clusters per query", facts.robustness_p));
  draw_panels(canvas, panels);
}

void add_rows(Table& table, const std::string& parameter, const std::vector<Variation>& variations) {
  for (const Variation& variation : variations) {
    table.add({parameter + " = " + format_parameter(variation.parameter), percent(variation.accuracy),
               percent(variation.aiq), percent(variation.cost_save)});
  }
}

}  // namespace

std::optional<Figure> robustness_figure(const Facts& facts) {
  Table table{"Results by k and p", {"Varied", "Accuracy, highest α", "AIQ", "Cost saved"}};
  add_rows(table, "k", facts.robustness_k);
  add_rows(table, "p", facts.robustness_p);
  if (table.is_empty()) return std::nullopt;
  return Figure{"robustness",
                "Robustness to k and p",
                "The flatter a line, the less depends on that setting.",
                "Line charts of accuracy, AIQ and cost saved by k and by p. The table below has every point.",
                320.0,
                facts.robustness_k.empty() || facts.robustness_p.empty() ? 320.0 : 600.0,
                [&facts](Canvas& canvas) { draw(canvas, facts); },
                {std::move(table)}};
}

}  // namespace alpharoute::report
