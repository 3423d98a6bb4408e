#include "report/facts/text.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace alpharoute::report;

TEST_CASE("numbers are formatted with units, thousands separators and minus signs") {
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

TEST_CASE("a short name is the part after the last slash, unless two would be equal") {
  REQUIRE(short_names({"a/large", "b/small", "plain", "odd/"}) ==
          std::vector<std::string>{"large", "small", "plain", "odd/"});
  REQUIRE(short_names({"a/large", "b/large", "c/d/e"}) == std::vector<std::string>{"a/large", "b/large", "e"});
}

TEST_CASE("text is clipped at a character boundary") {
  REQUIRE(clipped("αβγδ", 4) == "αβγδ");
  REQUIRE(clipped("αβγδ", 3) == "αβ…");
  REQUIRE(clipped("", 3) == "");
}

TEST_CASE("escaped text cannot end an attribute or start a tag") {
  REQUIRE(escape("<b a=\"1\" c='2'>&") == "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
  REQUIRE(escape(std::string("a\0b\x1b", 4)) == "a\uFFFDb\uFFFD");
  REQUIRE(escape("é\t\n") == "é\t\n");
}
