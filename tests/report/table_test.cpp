#include "report/facts/table.h"

#include <catch2/catch.hpp>

using namespace alpharoute::report;

TEST_CASE("a table has row and column headers, and escapes its cells") {
  Table table{"Two & two", {"", "n"}, 1, {}};
  table.add({"<a>", "1"}, true);
  REQUIRE(render(table) ==
          "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Two &amp; two\">\n<table>\n"
          "<caption>Two &amp; two</caption>\n"
          "<thead><tr><th scope=\"col\"></th><th scope=\"col\" class=\"number\">n</th></tr></thead>\n<tbody>\n"
          "<tr class=\"marked\"><th scope=\"row\">&lt;a&gt;</th><td class=\"number\">1</td></tr>\n"
          "</tbody>\n</table>\n</div>\n");
}
