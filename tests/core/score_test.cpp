#include <catch2/catch.hpp>
#include <cmath>

#include "alpharoute/scoring.h"
#include "support.h"

using namespace alpharoute;

namespace {

// Two clusters, three models.
Profiles small_profiles() {
  Profiles profiles;
  profiles.models = 3;
  profiles.clusters = 2;
  profiles.accuracy = {0.9f, 0.5f, 0.5f, 0.7f, 0.1f, 0.6f};
  profiles.cost = {0.004f, 0.003f, 0.002f, 0.001f, 0.001f, 0.002f};
  profiles.count = {10, 20, 10, 20, 10, 20};
  return profiles;
}

const std::vector<NearCluster> kBoth = {{0, 0.1f, 0.5}, {1, 0.2f, 0.5}};

}  // namespace

TEST_CASE("paper scores are min-max sums over the nearest clusters") {
  const Profiles profiles = small_profiles();
  const std::vector<std::uint32_t> models = {0, 1, 2};
  std::vector<Line> lines(3);
  paper_lines({profiles, kBoth, models}, lines);
  // Cluster 0: accuracy 1, 0.5, 0 and cost 1, 1/3, 0; cluster 1: accuracy 0, 1, 0.5 and cost 1, 0, 0.5.
  REQUIRE(lines[0].quality == Approx(1.0));
  REQUIRE(lines[1].quality == Approx(1.5));
  REQUIRE(lines[2].quality == Approx(0.5));
  REQUIRE(lines[0].cheapness == Approx(0.0).margin(1e-12));
  REQUIRE(lines[1].cheapness == Approx(2.0 / 3.0 + 1.0));
  REQUIRE(lines[2].cheapness == Approx(1.5));
}

TEST_CASE("a restricted request normalises over the remaining models") {
  const Profiles profiles = small_profiles();
  const std::vector<std::uint32_t> models = {1, 2};
  std::vector<Line> lines(2);
  paper_lines({profiles, kBoth, models}, lines);
  REQUIRE(lines[0].quality == Approx(2.0));
  REQUIRE(lines[1].quality == Approx(0.0));
  REQUIRE(lines[0].cheapness == Approx(1.0));
  REQUIRE(lines[1].cheapness == Approx(1.0));
}

TEST_CASE("a model without an answer in a nearest cluster is never chosen") {
  Profiles profiles = small_profiles();
  profiles.accuracy[profiles.cell(1, 1)] = NAN;
  const std::vector<std::uint32_t> models = {0, 1, 2};
  std::vector<Line> lines(3);
  paper_lines({profiles, kBoth, models}, lines);
  RefcodeScratch scratch;
  std::vector<double> scores(3);
  for (const double alpha : {0.0, 0.3, 1.0}) {
    REQUIRE(std::isnan(lines[1].at(alpha)));
    refcode_scores({profiles, kBoth, models}, alpha, scratch, scores);
    REQUIRE(std::isnan(scores[1]));
    REQUIRE_FALSE(std::isnan(scores[0]));
  }
}

TEST_CASE("an unknown cost makes a model ineligible below alpha 1, in every mode") {
  Profiles profiles = small_profiles();
  profiles.cost[profiles.cell(0, 0)] = NAN;
  const std::vector<std::uint32_t> models = {0, 1, 2};
  std::vector<Line> lines(3);
  paper_lines({profiles, kBoth, models}, lines);
  REQUIRE(std::isnan(lines[0].at(0.99)));
  REQUIRE(lines[0].at(1.0) == Approx(1.0));
  RefcodeScratch scratch;
  std::vector<double> scores(3);
  refcode_scores({profiles, kBoth, models}, 0.99, scratch, scores);
  REQUIRE(std::isnan(scores[0]));
  refcode_scores({profiles, kBoth, models}, 1.0, scratch, scores);
  REQUIRE_FALSE(std::isnan(scores[0]));
}

TEST_CASE("refcode scores are reciprocal ranks weighted by the clusters' weights") {
  const Profiles profiles = small_profiles();
  const std::vector<std::uint32_t> models = {0, 1, 2};
  const std::vector<NearCluster> near = {{0, 0.1f, 0.75}, {1, 0.2f, 0.25}};
  RefcodeScratch scratch;
  std::vector<double> scores(3);
  refcode_scores({profiles, near, models}, 1.0, scratch, scores);
  // By accuracy cluster 0 ranks 0, 1, 2 and cluster 1 ranks 1, 2, 0.
  REQUIRE(scores[0] == Approx(0.75 + 0.25 / 3));
  REQUIRE(scores[1] == Approx(0.75 / 2 + 0.25));
  REQUIRE(scores[2] == Approx(0.75 / 3 + 0.25 / 2));
}

TEST_CASE("expectations are weighted means with the binomial error of each cell") {
  const Profiles profiles = small_profiles();
  const std::vector<std::uint32_t> models = {0, 1, 2};
  const Expectation expected = expect({profiles, kBoth, models}, 0);
  REQUIRE(expected.accuracy == Approx(0.7));
  REQUIRE(expected.cost_usd == Approx(0.0035));
  REQUIRE(expected.standard_error == Approx(std::sqrt(0.25 * 0.09 / 10 + 0.25 * 0.25 / 20)));
}

TEST_CASE("a model without answers in a nearest cluster has no expectation") {
  Profiles profiles = small_profiles();
  profiles.accuracy[profiles.cell(0, 1)] = NAN;
  profiles.count[profiles.cell(0, 1)] = 0;
  const std::vector<std::uint32_t> models = {0};
  const Expectation expected = expect({profiles, kBoth, models}, 0);
  REQUIRE(std::isnan(expected.accuracy));
  REQUIRE(std::isnan(expected.standard_error));
}

TEST_CASE("every scoring mode round-trips through its name") {
  for (const Scoring scoring : kScorings) REQUIRE(scoring_from_name(scoring_name(scoring)) == scoring);
  REQUIRE_FALSE(scoring_from_name("magic"));
}
