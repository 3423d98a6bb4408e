#include "report/page/report.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "report/facts/text.h"
#include "report/sample_report.h"

using namespace alpharoute;
using namespace alpharoute::report;
using namespace alpharoute::test;

TEST_CASE("a left-out data set is compared with the model that was best on the others") {
  json evaluation = sample();
  REQUIRE_FALSE(contains(page_of(evaluation), "Data sets left out of the fit"));
  const auto left_out = [](const char* dataset, double router) -> json {
    return {{"dataset", dataset},
            {"count", 120},
            {"novelty", 0.91},
            {"best_of_others", "big"},
            {"single_models", {{"big", {{"accuracy", 0.5}}}, {"small", {{"accuracy", 0.625}}}}},
            {"oracle", {{"accuracy", 0.75}}},
            {"router", {{{"alpha", 0.0}, {"accuracy", 0.25}}, {{"alpha", 1.0}, {"accuracy", router}}}}};
  };
  evaluation["left_out"] = json::array({left_out("law", 0.4375), left_out("physics", 0.5625)});
  const Markup page = parse(page_of(evaluation));
  const auto section = std::find_if(page.elements.begin(), page.elements.end(), [](const Element& element) {
    return element.attributes.contains("id") && element.attributes.at("id") == "left-out";
  });
  REQUIRE(section != page.elements.end());
  const auto index = static_cast<std::size_t>(section - page.elements.begin());
  const auto rows = rows_inside(page, index);
  REQUIRE(rows.size() == 3);
  REQUIRE(rows[1] == "|law|big|" + percent(0.4375) + "|" + percent(0.5) + "|" + percent(0.625) + "|" + percent(0.75) +
                         "|120|0.91|");
  std::vector<std::string> strong;
  for (const Element& element : page.elements) {
    const bool is_figure = element.name == "strong" && element.text.ends_with("%");
    if (is_figure && page.is_inside(element, index)) strong.push_back(element.text);
  }
  REQUIRE(strong == std::vector<std::string>{percent(0.5625)});
}

TEST_CASE("a report starts with its claims") {
  const std::string page = page_of(sample());
  REQUIRE(contains(page, "<h1>5.6\u00a0% more accurate than large, or as accurate for 32.1\u00a0% less</h1>"));
  REQUIRE(contains(page, "1,200 test rows of 3 data sets, 5 models"));
  REQUIRE(contains(page, "68.4\u00a0%"));
  REQUIRE(contains(page, "at α\u00a00.60"));
}

TEST_CASE("the headline is the strongest claim that the numbers support") {
  const auto headline = [](const json& claims) {
    json evaluation = sample();
    evaluation["claims"].update(claims);
    const Markup markup = parse(page_of(evaluation));
    return std::find_if(markup.elements.begin(), markup.elements.end(), [](const Element& e) { return e.name == "h1"; })
        ->text;
  };
  REQUIRE(headline({{"accuracy_gain", 0.001}}) == "As accurate as large for 32.1\u00a0% less");
  REQUIRE(headline({{"cost_saved_equal", nullptr}}) == "5.6\u00a0% more accurate than large");
  REQUIRE(headline({{"accuracy_gain", -0.02}, {"cost_saved_equal", nullptr}}) ==
          "90\u00a0% of the accuracy of large for 68.4\u00a0% less");
  REQUIRE(headline({{"accuracy_gain", -0.2}, {"cost_saved_equal", nullptr}, {"cost_saved_90", nullptr}}) ==
          "No α improves on large");
}

TEST_CASE("names of models, data sets and clusters are escaped") {
  const std::string unsafe = "<script>alert('x')</script>\"&\x01",
                    escaped = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;";
  std::string text = sample().dump();
  for (const std::string name : {"dahlia/mini", "riddles", "flour, oven, dough", "knn", "recorded", "posterior"}) {
    const std::string quoted = json(name).dump(), with = json(unsafe).dump();
    for (std::size_t at = 0; (at = text.find(quoted, at)) != std::string::npos; at += with.size()) {
      text.replace(at, quoted.size(), with);
    }
  }
  const json evaluation = json::parse(text);
  const std::string page = page_of(evaluation);
  parse(page);
  REQUIRE(contains(page, escaped));
  REQUIRE_FALSE(contains(page, "<script"));
  REQUIRE_FALSE(contains(page, "\x01"));
  for (const auto& [name, svg] : plots_of(evaluation)) {
    INFO(name);
    parse(svg);
    REQUIRE_FALSE(contains(svg, "<script"));
    REQUIRE_FALSE(contains(svg, "\x01"));
  }
}

TEST_CASE("a report without one of its parts contains the others") {
  const json complete = sample();
  const std::string whole = page_of(complete);
  for (const auto& [part, value] : complete.items()) {
    json evaluation = complete;
    evaluation.erase(part);
    INFO("without " << part);
    const std::string page = page_of(evaluation);
    parse(page);
    REQUIRE((page != whole || part == "models"));  // the keys of single_models name the models, too
    REQUIRE_FALSE(contains(page, "nan"));
  }
  REQUIRE(contains(whole, "id=\"clusters\""));
  json bare = sample();
  bare.erase("clusters");
  REQUIRE_FALSE(contains(page_of(bare), "clusters\""));
  REQUIRE(contains(page_of(json::object()), "Evaluation of a router"));
  REQUIRE(plots_of(json::object()).empty());
}

TEST_CASE("parts of an unexpected type are treated as unknown") {
  const json complete = sample();
  for (const json& other : {json(), json("text"), json::array({nullptr, 3, "x", json::object()}),
                            json({{"a", 1}, {"k", {1}}, {"bins", {json::object()}}})}) {
    parse(page_of(other));
    for (const auto& [part, value] : complete.items()) {
      json evaluation = complete;
      evaluation[part] = other;
      INFO(part << " = " << other.dump());
      parse(page_of(evaluation));
    }
  }
}

TEST_CASE("unknown numbers show as dashes and are not drawn") {
  json evaluation = sample();
  evaluation["router"][3]["accuracy"] = nullptr;
  evaluation["single_models"]["cedar-medium"]["cost_per_1000"] = nullptr;
  const std::string svg = plots_of(evaluation).at("accuracy-cost.svg");
  REQUIRE_FALSE(contains(svg, "cedar-medium"));
  const std::string page = page_of(evaluation);
  REQUIRE(contains(page, ">cedar-medium</th><td class=\"number\">58.0\u00a0%</td><td class=\"number\">–</td>"));
  REQUIRE(contains(page, ">0.30</th><td class=\"number\">–</td>"));
  REQUIRE_FALSE(contains(page, "nan"));
}

TEST_CASE("extreme numbers neither hang nor break the drawings") {
  for (const double cost : {1e300, 1e-300, 0.0, -1.0, 1e15}) {
    json evaluation = sample();
    evaluation["router"][5]["cost_per_1000"] = cost;
    evaluation["router"][6]["accuracy"] = cost;
    INFO(cost);
    const std::string page = page_of(evaluation);
    parse(page);
    REQUIRE_FALSE((contains(page, "nan") || contains(page, "inf\"")));
  }
}

TEST_CASE("a report loads nothing and runs no script") {
  const std::string page = page_of(sample());
  for (const std::string reference :
       {"http:", "https:", "//", "src=", "url(", "@import", "<script", "<link", "onload"}) {
    INFO(reference);
    REQUIRE_FALSE(contains(page, reference));
  }
  const Markup markup = parse(page);
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

TEST_CASE("figures, drawings and tables have accessible names") {
  const Markup page = parse(page_of(sample()));
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
