#include "fit/labels.h"

#include <catch2/catch.hpp>

using namespace alpharoute;
using namespace alpharoute::fit;

TEST_CASE("a label contains words that many prompts of the cluster share, never those of one or two") {
  data::Dataset dataset;
  std::vector<std::uint32_t> labels;
  std::vector<std::size_t> rows;
  for (std::uint32_t r = 0; r < 60; ++r) {
    dataset.queries.push_back(r < 30 ? "the triangle has equal angles" : "the verb follows its noun");
    labels.push_back(r < 30 ? 0 : 1);
    rows.push_back(r);
  }
  dataset.queries[0] = dataset.queries[1] = "the triangle of Mortimer Quillfeather";
  const std::vector<std::string> names = label_clusters(dataset, rows, labels, 3);
  REQUIRE(names[0] == "triangle, angles, equal, has");
  REQUIRE(names[1] == "follows, its, noun, verb");
  REQUIRE(names[2] == "mixed");
}
