#include "report/figures/figures.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "report/draw/colour.h"
#include "report/facts/text.h"
#include "report/sample_report.h"

using namespace alpharoute;
using namespace alpharoute::report;
using namespace alpharoute::test;

namespace {

// A value in each format that a table may use.
std::vector<std::string> formats(double value) {
  return {percent(value), usd(value), count(value), bare_alpha(value), " = " + trimmed(value, 0)};
}

bool shows(const std::string& row, double value) {
  const std::vector<std::string> texts = formats(value);
  return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return contains(row, text + "|"); });
}

}  // namespace

TEST_CASE("every value in a drawing is also in a table of the same figure") {
  const Markup page = parse(page_of(sample()));
  std::size_t figures = 0, marks = 0;
  for (std::size_t i = 0; i < page.elements.size(); ++i) {
    if (page.elements[i].name != "figure" || !page.elements[i].attributes.contains("id")) continue;
    ++figures;
    const std::vector<std::string> rows = rows_inside(page, i);
    for (const Element& mark : page.elements) {
      if (!page.is_inside(mark, i) || !mark.attributes.contains("data-y")) continue;
      // The x of a count's bar is the middle of its bin, which is in no table.
      const double x = number(mark, "data-x"), y = number(mark, "data-y");
      INFO(page.elements[i].attributes.at("id") << ": " << x << ", " << y);
      REQUIRE(std::any_of(rows.begin(), rows.end(), [&](const std::string& row) {
        return shows(row, y) && (mark.name == "rect" || shows(row, x));
      }));
      ++marks;
    }
  }
  REQUIRE(figures == 6);
  REQUIRE(marks > 400);
}

TEST_CASE("points of the trade-off figure are at the positions of their values, with costs on a logarithmic axis") {
  const Markup svg = parse(plots_of(sample()).at("accuracy-cost.svg"));
  std::vector<Element> points;
  for (const Element& element : svg.elements) {
    if (element.name == "circle") points.push_back(element);
  }
  REQUIRE(points.size() == 11 * 4 + 5);
  const auto [cheapest, most_expensive] =
      std::minmax_element(points.begin(), points.end(),
                          [](const Element& a, const Element& b) { return number(a, "data-x") < number(b, "data-x"); });
  const auto [worst, best] = std::minmax_element(points.begin(), points.end(), [](const Element& a, const Element& b) {
    return number(a, "data-y") < number(b, "data-y");
  });
  const double wide = number(*most_expensive, "cx") - number(*cheapest, "cx");
  const double decades = std::log(number(*most_expensive, "data-x") / number(*cheapest, "data-x"));
  const double high = number(*best, "cy") - number(*worst, "cy");
  REQUIRE(wide > 400.0);
  REQUIRE(high < -200.0);  // higher accuracy has a smaller y
  for (const Element& point : points) {
    const double right = std::log(number(point, "data-x") / number(*cheapest, "data-x")) / decades;
    const double up =
        (number(point, "data-y") - number(*worst, "data-y")) / (number(*best, "data-y") - number(*worst, "data-y"));
    REQUIRE(number(point, "cx") == Approx(number(*cheapest, "cx") + right * wide).margin(0.02));
    REQUIRE(number(point, "cy") == Approx(number(*worst, "cy") + up * high).margin(0.02));
  }
}

TEST_CASE("a model has the same numbers in the trade-off figure as in the evaluation") {
  const json evaluation = sample();
  const Markup svg = parse(plots_of(evaluation).at("accuracy-cost.svg"));
  for (const std::string model : evaluation["models"]) {
    const json& outcome = evaluation["single_models"][model];
    const auto is_model = [&](const Element& element) {
      return element.name == "circle" && number(element, "data-x") == outcome["cost_per_1000"].get<double>() &&
             number(element, "data-y") == outcome["accuracy"].get<double>();
    };
    INFO(model);
    REQUIRE(std::count_if(svg.elements.begin(), svg.elements.end(), is_model) == 1);
  }
}

TEST_CASE("the cost axis starts at zero if costs are within a factor of ten") {
  json evaluation = sample();
  for (auto& [model, outcome] : evaluation["single_models"].items()) outcome["cost_per_1000"] = 2.0;
  for (json& setting : evaluation["router"]) setting["cost_per_1000"] = 1.0 + setting["alpha"].get<double>();
  for (const char* part : {"curves", "baselines", "oracle"}) evaluation.erase(part);
  const std::string svg = plots_of(evaluation).at("accuracy-cost.svg");
  REQUIRE_FALSE(contains(svg, "logarithmic"));
  REQUIRE(contains(svg, ">$0<"));
}

TEST_CASE("plots are standalone files with fixed colours, a size and a namespace") {
  const std::map<std::string, std::string> plots = plots_of(sample());
  REQUIRE(plots.size() == 6);
  for (const auto& [name, svg] : plots) {
    INFO(name);
    const Markup markup = parse(svg);
    REQUIRE(markup.elements[0].attributes.at("xmlns") == "http://www.w3.org/2000/svg");
    REQUIRE(number(markup.elements[0], "width") > 0.0);
    REQUIRE_FALSE(contains(svg, "var("));
    REQUIRE(contains(svg, "fill=\"#ffffff\""));
  }
}

TEST_CASE("text colours have enough contrast on the page of either theme") {
  for (const Colour colour :
       {Colour::ink, Colour::muted, Colour::blue, Colour::orange, Colour::green, Colour::purple, Colour::vermilion}) {
    const Shade& text = kShades[static_cast<std::size_t>(colour)];
    const Shade& page = kShades[static_cast<std::size_t>(Colour::page)];
    INFO(text.name);
    REQUIRE(contrast(text.light, page.light) >= 4.5);
    REQUIRE(contrast(text.dark, page.dark) >= 4.5);
  }
}
