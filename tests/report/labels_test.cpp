#include "report/draw/labels.h"

#include <catch2/catch.hpp>
#include <random>

using namespace alpharoute::report;

TEST_CASE("labels of crowded points do not overlap and stay within the plot") {
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

TEST_CASE("a single label is to the right of its point") {
  const std::vector<PlacedLabel> placed = place_labels({{"here", {100.0, 100.0}, 5.0, {}}}, {}, {0, 0, 300, 300}, 12.0);
  REQUIRE(placed[0].box.left == Approx(108.0));
  REQUIRE((placed[0].box.top + placed[0].box.bottom) / 2.0 == Approx(100.0));
}

TEST_CASE("labels at the ends of lines keep their order and distance") {
  REQUIRE(spread({50.0, 52.0, 10.0}, 15.0, 0.0, 100.0) == std::vector<double>{50.0, 65.0, 10.0});
  REQUIRE(spread({98.0, 99.0}, 15.0, 0.0, 100.0) == std::vector<double>{85.0, 100.0});
  REQUIRE(spread({}, 15.0, 0.0, 100.0).empty());
}
