#include <catch2/catch.hpp>

#include "fit/posterior/posterior.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::fit;
using Eigen::ArrayXXd;
using Eigen::Index;

TEST_CASE("cross-validation restores the rows, beats the overall means and is reproducible") {
  std::mt19937 random(6);
  constexpr std::size_t n = 400, d = 8;
  std::vector<float> values = test::random_unit_rows(random, n, d);
  Scores scores{ArrayXXd(n, 2), ArrayXXd::Ones(n, 2)};
  scores.cost.col(1) *= 2.0;
  for (std::size_t i = 0; i < n; ++i) {
    const double first = static_cast<double>(values[i * d]);
    scores.score.row(static_cast<Index>(i)) << 0.5, 0.55 + 0.4 * first;  // linear, so the head fits it
  }
  const std::vector<float> before = values;
  KMeansOptions options;
  options.clusters = 8;
  const PosteriorChoice choice = choose_posterior(values, n, d, scores, options, 8, [](double) {});
  REQUIRE(values == before);
  REQUIRE(choice.folds == 5);
  REQUIRE(choice.settings.head_share >= 0.75);
  REQUIRE(choice.error < 0.2 * choice.global_means);
  REQUIRE(choice.error <= choice.clusters_alone);
  const PosteriorChoice again = choose_posterior(values, n, d, scores, options, 8, [](double) {});
  REQUIRE(again.error == choice.error);
  REQUIRE(again.settings.ridge == choice.settings.ridge);
}

TEST_CASE("with too few rows the choice is the defaults, with folds = 0") {
  std::mt19937 random(7);
  std::vector<float> values = test::random_unit_rows(random, 20, 4);
  const Scores scores{ArrayXXd::Ones(20, 2), ArrayXXd::Ones(20, 2)};
  const PosteriorChoice choice = choose_posterior(values, 20, 4, scores, {}, 8, [](double) {});
  REQUIRE(choice.folds == 0);
  REQUIRE(choice.settings.head_share == PosteriorSettings().head_share);
}
