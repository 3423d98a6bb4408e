#include "report/figures/curves.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "report/facts/text.h"

namespace alpharoute::report {

Colour curve_colour(std::size_t index) {
  constexpr std::array kColours = {Colour::blue, Colour::orange, Colour::purple, Colour::green, Colour::vermilion};
  return kColours[index % kColours.size()];
}

Series alpha_series(const Curve& curve, std::size_t index, double Outcome::*field, std::string (*format)(double)) {
  Series out{curve.name, curve_colour(index), index == 0, {}};
  for (const CurvePoint& point : curve.points) {
    const double value = point.outcome.*field;
    out.points.push_back({point.alpha, value, curve.name + ", " + alpha_name(point.alpha) + ": " + format(value)});
  }
  return out;
}

bool has_field(const Curve& curve, double Outcome::*field) {
  return std::any_of(curve.points.begin(), curve.points.end(),
                     [&](const CurvePoint& point) { return std::isfinite(point.outcome.*field); });
}

std::string format_alpha(double alpha) { return trimmed(alpha, 3); }

Table curves_table(const Facts& facts) {
  Table table{"Accuracy, and cost per 1,000 queries, by α", {"α"}};
  std::vector<const Curve*> curves = {&facts.router};
  std::set<double> alphas;
  for (const Curve& curve : facts.others) curves.push_back(&curve);
  for (const Curve* curve : curves) {
    table.columns.insert(table.columns.end(), {curve->name + ", accuracy", "cost"});
    for (const CurvePoint& point : curve->points) alphas.insert(point.alpha);
  }
  for (const double alpha : alphas) {
    std::vector<std::string> cells = {bare_alpha(alpha)};
    for (const Curve* curve : curves) {
      const auto here = std::find_if(curve->points.begin(), curve->points.end(),
                                     [&](const CurvePoint& point) { return point.alpha == alpha; });
      const bool is_there = here != curve->points.end();
      cells.push_back(percent(is_there ? here->outcome.accuracy : kUnknownNumber));
      cells.push_back(usd(is_there ? here->outcome.cost : kUnknownNumber));
    }
    table.add(std::move(cells));
  }
  return table;
}

}  // namespace alpharoute::report
