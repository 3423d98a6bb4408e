// The pieces that the report is made of: numbers as text, scales, places for labels.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "report/facts/table.h"
#include "report/facts/text.h"
#include "report/draw/labels.h"
#include "report/draw/scale.h"

using namespace alpharoute::evaluate::view;

TEST_CASE("numbers are written for readers") {
  REQUIRE(percent(0.62149) == "62.1\u00a0%");
  REQUIRE(percent(NAN) == "–");
  REQUIRE(percent(INFINITY) == "–");
  REQUIRE(signed_percent(0.071) == "+7.1\u00a0%");
  REQUIRE(signed_percent(-0.002) == "−0.2\u00a0%");
  REQUIRE(signed_percent(-0.0001) == "0.0\u00a0%");
  REQUIRE(signed_percent(0.0001) == "0.0\u00a0%");
  REQUIRE(usd(0.0) == "$0");
  REQUIRE(usd(0.01554) == "$0.0155");
  REQUIRE(usd(-0.5) == "−$0.500");
  REQUIRE(usd(12.345) == "$12.3");
  REQUIRE(usd(1234.5) == "$1,230");
  REQUIRE(usd(NAN) == "–");
  REQUIRE(round_usd(0.05) == "$0.05");
  REQUIRE(round_usd(2000.0) == "$2,000");
  REQUIRE(count(1234567.0) == "1,234,567");
  REQUIRE(bare_alpha(0.5) == "0.50");
  REQUIRE(bare_alpha(0.125) == "0.125");
}

TEST_CASE("a model's short name leaves out what comes before the slash, unless that tells two apart") {
  REQUIRE(short_names({"a/large", "b/small", "plain", "odd/"}) ==
          std::vector<std::string>{"large", "small", "plain", "odd/"});
  REQUIRE(short_names({"a/large", "b/large", "c/d/e"}) == std::vector<std::string>{"a/large", "b/large", "e"});
}

TEST_CASE("a text is clipped between characters, not bytes") {
  REQUIRE(clipped("αβγδ", 4) == "αβγδ");
  REQUIRE(clipped("αβγδ", 3) == "αβ…");
  REQUIRE(clipped("", 3) == "");
}

TEST_CASE("escaped text ends no attribute and opens no tag") {
  REQUIRE(escape("<b a=\"1\" c='2'>&") == "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
  REQUIRE(escape(std::string("a\0b\x1b", 4)) == "a\uFFFDb\uFFFD");
  REQUIRE(escape("é\t\n") == "é\t\n");
}

TEST_CASE("an axis ends at round values and has its ends where it is drawn") {
  const Scale scale = linear_scale(0.31, 0.89, 400.0, 100.0, 8);
  REQUIRE(scale.low == Approx(0.3));
  REQUIRE(scale.high == Approx(0.9));
  REQUIRE(scale(0.3) == Approx(400.0));
  REQUIRE(scale(0.9) == Approx(100.0));
  REQUIRE(scale(0.6) == Approx(250.0));
  REQUIRE(scale.ticks.size() == 7);
}

TEST_CASE("an axis of a single value has room around it") {
  for (const double value : {0.0, 0.7, -3.0}) {
    const Scale scale = linear_scale(value, value, 0.0, 100.0, 5);
    REQUIRE(scale.low < value);
    REQUIRE(scale.high > value);
  }
}

TEST_CASE("a logarithmic axis gives equal factors equal lengths") {
  const Scale scale = log_scale(0.01, 10.0, 0.0, 300.0, 6);
  REQUIRE(scale(0.1) - scale(0.01) == Approx(scale(10.0) - scale(1.0)));
  REQUIRE(scale(0.01) > 0.0);
  REQUIRE(scale(10.0) < 300.0);
  for (const double tick : scale.ticks) REQUIRE((scale(tick) >= 0.0 && scale(tick) <= 300.0));
}

TEST_CASE("no two labels touch, and none leaves the plot, though their points crowd") {
  std::mt19937 random(7);
  const auto coordinate = [&](double middle) { return middle + static_cast<double>(random() % 120) - 60.0; };
  std::vector<Label> labels;
  for (int i = 0; i < 24; ++i) {
    labels.push_back({"model-number-" + std::to_string(i), {coordinate(450.0), coordinate(260.0)}, 5.0, {}});
  }
  const Box bounds{50.0, 20.0, 970.0, 500.0};
  const std::vector<PlacedLabel> placed = place_labels(labels, {{}, {{{50.0, 480.0}, {970.0, 40.0}}}}, bounds, 12.5);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const Box& a = placed[i].box;
    REQUIRE((a.left >= bounds.left && a.right <= bounds.right && a.top >= bounds.top && a.bottom <= bounds.bottom));
    for (std::size_t j = 0; j < i; ++j) {
      const Box& b = placed[j].box;
      INFO(placed[i].label.text << " and " << placed[j].label.text);
      REQUIRE((a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top));
    }
  }
}

TEST_CASE("a lone label stands beside its point") {
  const std::vector<PlacedLabel> placed = place_labels({{"here", {100.0, 100.0}, 5.0, {}}}, {}, {0, 0, 300, 300}, 12.0);
  REQUIRE(placed[0].box.left == Approx(108.0));
  REQUIRE((placed[0].box.top + placed[0].box.bottom) / 2.0 == Approx(100.0));
}

TEST_CASE("names at the ends of lines keep their order and their distance") {
  REQUIRE(spread({50.0, 52.0, 10.0}, 15.0, 0.0, 100.0) == std::vector<double>{50.0, 65.0, 10.0});
  REQUIRE(spread({98.0, 99.0}, 15.0, 0.0, 100.0) == std::vector<double>{85.0, 100.0});
  REQUIRE(spread({}, 15.0, 0.0, 100.0).empty());
}

TEST_CASE("a table names its rows and columns, and escapes its cells") {
  Table table{"Two & two", {"", "n"}, 1, {}};
  table.add({"<a>", "1"}, true);
  REQUIRE(render(table) ==
          "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Two &amp; two\">\n<table>\n"
          "<caption>Two &amp; two</caption>\n"
          "<thead><tr><th scope=\"col\"></th><th scope=\"col\" class=\"number\">n</th></tr></thead>\n<tbody>\n"
          "<tr class=\"marked\"><th scope=\"row\">&lt;a&gt;</th><td class=\"number\">1</td></tr>\n"
          "</tbody>\n</table>\n</div>\n");
}
