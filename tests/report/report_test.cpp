#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "report/page/report.h"
#include "report/facts/text.h"
#include "report/draw/colour.h"
#include "report/markup.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::evaluate;
using nlohmann::json;
using test::Element;
using test::Markup;

namespace {

json sample() { return json::parse(test::read(test::golden("report.json"))); }

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Markup read(const std::string& source) {
  Markup markup = test::read_markup(source);
  REQUIRE(markup.error == "");
  return markup;
}

double number(const Element& element, const std::string& attribute) {
  return std::stod(element.attributes.at(attribute));
}

// The rows of the tables inside an element, each as one text.
std::vector<std::string> rows_inside(const Markup& markup, std::size_t ancestor) {
  std::vector<std::string> rows;
  for (const Element& element : markup.elements) {
    if (!markup.is_inside(element, ancestor)) continue;
    if (element.name == "tr") rows.emplace_back("|");
    if (element.name == "td" || element.name == "th") rows.back() += element.text + "|";
  }
  return rows;
}

// The ways in which a table may show a value.
std::vector<std::string> shown(double value) {
  return {view::percent(value), view::usd(value), view::count(value), view::bare_alpha(value),
          " = " + view::trimmed(value, 0)};
}

bool shows(const std::string& row, double value) {
  const std::vector<std::string> ways = shown(value);
  return std::any_of(ways.begin(), ways.end(), [&](const std::string& way) { return contains(row, way + "|"); });
}

}  // namespace

TEST_CASE("data sets that were left out stand beside the model that was best on the others") {
  json report = sample();
  REQUIRE_FALSE(contains(render_report(report), "On data it never saw"));
  const auto left_out = [](const char* dataset, double router) -> json {
    return {{"dataset", dataset},
            {"count", 120},
            {"novelty", 0.91},
            {"best_of_others", "big"},
            {"single_models", {{"big", {{"accuracy", 0.5}}}, {"small", {{"accuracy", 0.625}}}}},
            {"oracle", {{"accuracy", 0.75}}},
            {"router", {{{"alpha", 0.0}, {"accuracy", 0.25}}, {{"alpha", 1.0}, {"accuracy", router}}}}};
  };
  report["left_out"] = json::array({left_out("law", 0.4375), left_out("physics", 0.5625)});
  const Markup page = read(render_report(report));
  const auto section = std::find_if(page.elements.begin(), page.elements.end(), [](const Element& element) {
    return element.attributes.contains("id") && element.attributes.at("id") == "unseen";
  });
  REQUIRE(section != page.elements.end());
  const auto place = static_cast<std::size_t>(section - page.elements.begin());
  const auto rows = rows_inside(page, place);
  REQUIRE(rows.size() == 3);
  REQUIRE(rows[1] == "|law|big|" + view::percent(0.4375) + "|" + view::percent(0.5) + "|" + view::percent(0.625) + "|" +
                         view::percent(0.75) + "|120|0.91|");
  std::vector<std::string> strong;
  for (const Element& element : page.elements) {
    const bool is_figure = element.name == "strong" && element.text.ends_with("%");
    if (is_figure && page.is_inside(element, place)) strong.push_back(element.text);
  }
  REQUIRE(strong == std::vector<std::string>{view::percent(0.5625)});
}

TEST_CASE("a report opens with its claims") {
  const std::string page = render_report(sample());
  REQUIRE(contains(page, "<h1>5.6\u00a0% more accurate than large, or as accurate for 32.1\u00a0% less</h1>"));
  REQUIRE(contains(page, "1,200 test rows of 3 data sets, 5 models"));
  REQUIRE(contains(page, "68.4\u00a0%"));
  REQUIRE(contains(page, "at α\u00a00.60"));
}

TEST_CASE("a report claims no more than its numbers bear") {
  const auto headline = [](const json& claims) {
    json report = sample();
    report["claims"].update(claims);
    const Markup markup = read(render_report(report));
    return std::find_if(markup.elements.begin(), markup.elements.end(), [](const Element& e) { return e.name == "h1"; })
        ->text;
  };
  REQUIRE(headline({{"accuracy_gain", 0.001}}) == "As accurate as large for 32.1\u00a0% less");
  REQUIRE(headline({{"cost_saved_equal", nullptr}}) == "5.6\u00a0% more accurate than large");
  REQUIRE(headline({{"accuracy_gain", -0.02}, {"cost_saved_equal", nullptr}}) ==
          "90\u00a0% of the accuracy of large for 68.4\u00a0% less");
  REQUIRE(headline({{"accuracy_gain", -0.2}, {"cost_saved_equal", nullptr}, {"cost_saved_90", nullptr}}) ==
          "No setting of the dial does better than large");
}

TEST_CASE("every value that a figure draws stands in a table of the same figure") {
  const Markup page = read(render_report(sample()));
  std::size_t figures = 0, marks = 0;
  for (std::size_t i = 0; i < page.elements.size(); ++i) {
    if (page.elements[i].name != "figure" || !page.elements[i].attributes.contains("id")) continue;
    ++figures;
    const std::vector<std::string> rows = rows_inside(page, i);
    for (const Element& mark : page.elements) {
      if (!page.is_inside(mark, i) || !mark.attributes.contains("data-y")) continue;
      // The bars of counts have the middle of their bin as x, which no table needs to name.
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

TEST_CASE("points of the accuracy-cost plane lie where their values say, costs on a logarithmic axis") {
  const Markup svg = read(render_plots(sample()).at("accuracy-cost.svg"));
  std::vector<Element> points;
  for (const Element& element : svg.elements) {
    if (element.name == "circle") points.push_back(element);
  }
  REQUIRE(points.size() == 11 * 4 + 5);
  const auto [cheapest, dearest] =
      std::minmax_element(points.begin(), points.end(),
                          [](const Element& a, const Element& b) { return number(a, "data-x") < number(b, "data-x"); });
  const auto [worst, best] = std::minmax_element(points.begin(), points.end(), [](const Element& a, const Element& b) {
    return number(a, "data-y") < number(b, "data-y");
  });
  const double wide = number(*dearest, "cx") - number(*cheapest, "cx");
  const double decades = std::log(number(*dearest, "data-x") / number(*cheapest, "data-x"));
  const double high = number(*best, "cy") - number(*worst, "cy");
  REQUIRE(wide > 400.0);
  REQUIRE(high < -200.0);  // a better one lies higher up
  for (const Element& point : points) {
    const double right = std::log(number(point, "data-x") / number(*cheapest, "data-x")) / decades;
    const double up =
        (number(point, "data-y") - number(*worst, "data-y")) / (number(*best, "data-y") - number(*worst, "data-y"));
    REQUIRE(number(point, "cx") == Approx(number(*cheapest, "cx") + right * wide).margin(0.02));
    REQUIRE(number(point, "cy") == Approx(number(*worst, "cy") + up * high).margin(0.02));
  }
}

TEST_CASE("a model has the same numbers in the plane as in the evaluation") {
  const json report = sample();
  const Markup svg = read(render_plots(report).at("accuracy-cost.svg"));
  for (const std::string model : report["models"]) {
    const json& outcome = report["single_models"][model];
    const auto is_it = [&](const Element& element) {
      return element.name == "circle" && number(element, "data-x") == outcome["cost_per_1000"].get<double>() &&
             number(element, "data-y") == outcome["accuracy"].get<double>();
    };
    INFO(model);
    REQUIRE(std::count_if(svg.elements.begin(), svg.elements.end(), is_it) == 1);
  }
}

TEST_CASE("costs within a factor of ten get an axis from zero") {
  json report = sample();
  for (auto& [model, outcome] : report["single_models"].items()) outcome["cost_per_1000"] = 2.0;
  for (json& setting : report["router"]) setting["cost_per_1000"] = 1.0 + setting["alpha"].get<double>();
  for (const char* part : {"curves", "baselines", "oracle"}) report.erase(part);
  const std::string svg = render_plots(report).at("accuracy-cost.svg");
  REQUIRE_FALSE(contains(svg, "logarithmic"));
  REQUIRE(contains(svg, ">$0<"));
}

TEST_CASE("names of models, data sets and clusters show as text, whatever they hold") {
  const std::string evil = "<script>alert('x')</script>\"&\x01",
                    safe = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;";
  std::string text = sample().dump();
  for (const std::string name : {"dahlia/mini", "riddles", "flour, oven, dough", "knn", "recorded", "posterior"}) {
    const std::string quoted = json(name).dump(), with = json(evil).dump();
    for (std::size_t at = 0; (at = text.find(quoted, at)) != std::string::npos; at += with.size()) {
      text.replace(at, quoted.size(), with);
    }
  }
  const json report = json::parse(text);
  const std::string page = render_report(report);
  read(page);
  REQUIRE(contains(page, safe));
  REQUIRE_FALSE(contains(page, "<script"));
  REQUIRE_FALSE(contains(page, "\x01"));
  for (const auto& [name, svg] : render_plots(report)) {
    INFO(name);
    read(svg);
    REQUIRE_FALSE(contains(svg, "<script"));
    REQUIRE_FALSE(contains(svg, "\x01"));
  }
}

TEST_CASE("a report without some of its parts renders the others") {
  const json complete = sample();
  const std::string whole = render_report(complete);
  for (const auto& [part, value] : complete.items()) {
    json report = complete;
    report.erase(part);
    INFO("without " << part);
    const std::string page = render_report(report);
    read(page);
    REQUIRE((page != whole || part == "models"));  // the models' names are the keys of single_models, too
    REQUIRE_FALSE(contains(page, "nan"));
  }
  REQUIRE(contains(whole, "id=\"clusters\""));
  json bare = sample();
  bare.erase("clusters");
  REQUIRE_FALSE(contains(render_report(bare), "clusters\""));
  REQUIRE(contains(render_report(json::object()), "How well the router chooses"));
  REQUIRE(render_plots(json::object()).empty());
}

TEST_CASE("parts of another type than expected are unknown, not the end") {
  const json complete = sample();
  for (const json& other : {json(), json("text"), json::array({nullptr, 3, "x", json::object()}),
                            json({{"a", 1}, {"k", {1}}, {"bins", {json::object()}}})}) {
    read(render_report(other));
    for (const auto& [part, value] : complete.items()) {
      json report = complete;
      report[part] = other;
      INFO(part << " = " << other.dump());
      read(render_report(report));
    }
  }
}

TEST_CASE("unknown numbers show as dashes and are not drawn") {
  json report = sample();
  report["router"][3]["accuracy"] = nullptr;
  report["single_models"]["cedar-medium"]["cost_per_1000"] = nullptr;
  const std::string plane = render_plots(report).at("accuracy-cost.svg");
  REQUIRE_FALSE(contains(plane, "cedar-medium"));
  const std::string page = render_report(report);
  REQUIRE(contains(page, ">cedar-medium</th><td class=\"number\">58.0\u00a0%</td><td class=\"number\">–</td>"));
  REQUIRE(contains(page, ">0.30</th><td class=\"number\">–</td>"));
  REQUIRE_FALSE(contains(page, "nan"));
}

TEST_CASE("numbers beyond reason neither hang nor break the drawings") {
  for (const double cost : {1e300, 1e-300, 0.0, -1.0, 1e15}) {
    json report = sample();
    report["router"][5]["cost_per_1000"] = cost;
    report["router"][6]["accuracy"] = cost;
    INFO(cost);
    const std::string page = render_report(report);
    read(page);
    REQUIRE_FALSE((contains(page, "nan") || contains(page, "inf\"")));
  }
}

TEST_CASE("a report loads nothing and runs nothing") {
  const std::string page = render_report(sample());
  for (const std::string reference :
       {"http:", "https:", "//", "src=", "url(", "@import", "<script", "<link", "onload"}) {
    INFO(reference);
    REQUIRE_FALSE(contains(page, reference));
  }
  const Markup markup = read(page);
  std::set<std::string> ids;
  for (const Element& element : markup.elements) {
    const auto id = element.attributes.find("id");
    if (id != element.attributes.end()) REQUIRE(ids.insert(id->second).second);
  }
  for (const Element& element : markup.elements) {
    const auto link = element.attributes.find("href");
    if (link != element.attributes.end()) REQUIRE(ids.contains(link->second.substr(1)));
  }
}

TEST_CASE("figures, drawings and tables have names for those who do not see them") {
  const Markup page = read(render_report(sample()));
  for (std::size_t i = 0; i < page.elements.size(); ++i) {
    const Element& element = page.elements[i];
    const auto count = [&](const std::string& name) {
      return std::count_if(page.elements.begin(), page.elements.end(), [&](const Element& inner) {
        return inner.name == name && !inner.parents.empty() && page.is_inside(inner, i) && !inner.text.empty();
      });
    };
    if (element.name == "figure") REQUIRE(count("figcaption") == 1);
    if (element.name == "table") REQUIRE(count("caption") == 1);
    if (element.name == "th") REQUIRE(element.attributes.contains("scope"));
    if (element.name == "svg") {
      REQUIRE(element.attributes.at("role") == "img");
      const std::string& first = page.elements[i + 1].attributes.at("id");
      const std::string& second = page.elements[i + 2].attributes.at("id");
      REQUIRE(element.attributes.at("aria-labelledby") == first + " " + second);
      REQUIRE(count("desc") == 1);
    }
  }
}

TEST_CASE("plots stand alone: fixed colours, a size and a namespace") {
  const std::map<std::string, std::string> plots = render_plots(sample());
  REQUIRE(plots.size() == 6);
  for (const auto& [name, svg] : plots) {
    INFO(name);
    const Markup markup = read(svg);
    REQUIRE(markup.elements[0].attributes.at("xmlns") == "http://www.w3.org/2000/svg");
    REQUIRE(number(markup.elements[0], "width") > 0.0);
    REQUIRE_FALSE(contains(svg, "var("));
    REQUIRE(contains(svg, "fill=\"#ffffff\""));
  }
}

TEST_CASE("every colour that is written in can be read on its page, light or dark") {
  using view::Colour;
  for (const Colour colour :
       {Colour::ink, Colour::muted, Colour::blue, Colour::orange, Colour::green, Colour::purple, Colour::vermilion}) {
    const view::Shade& text = view::kShades[static_cast<std::size_t>(colour)];
    const view::Shade& page = view::kShades[static_cast<std::size_t>(Colour::page)];
    INFO(text.name);
    REQUIRE(view::contrast(text.light, page.light) >= 4.5);
    REQUIRE(view::contrast(text.dark, page.dark) >= 4.5);
  }
}
