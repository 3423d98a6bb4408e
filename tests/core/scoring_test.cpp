#include "alpharoute/scoring.h"

#include <catch2/catch.hpp>
#include <cmath>

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

const Centroids kNoCentroids;
const Posterior kNoPosterior;

std::vector<Line> paper_lines(const Query& query) {
  ScoringScratch scratch;
  kPaperMode.prepare({kNoCentroids, query.profiles, kNoPosterior}, query, {}, scratch);
  return scratch.lines;
}

std::vector<double> refcode_scores(const Query& query, double alpha) {
  ScoringScratch scratch;
  std::vector<double> scores(query.models.size());
  kRefcodeMode.score(query, alpha, scratch, scores);
  return scores;
}

const std::vector<NearCluster> kBoth = {{0, 0.1f, 0.5}, {1, 0.2f, 0.5}};

}  // namespace

TEST_CASE("paper scores are min-max sums over the nearest clusters") {
  const Profiles profiles = small_profiles();
  const std::vector<std::uint32_t> models = {0, 1, 2};
  const std::vector<Line> lines = paper_lines({profiles, kBoth, models});
  // Cluster 0: accuracy 1, 0.5, 0 and cost 1, 1/3, 0; cluster 1: accuracy 0, 1, 0.5 and cost 1, 0, 0.5.
  REQUIRE(lines[0].quality == Approx(1.0));
  REQUIRE(lines[1].quality == Approx(1.5));
  REQUIRE(lines[2].quality == Approx(0.5));
  REQUIRE(lines[0].cheapness == Approx(0.0).margin(1e-12));
  REQUIRE(lines[1].cheapness == Approx(2.0 / 3.0 + 1.0));
  REQUIRE(lines[2].cheapness == Approx(1.5));
}

TEST_CASE("the scores of a restricted request are scaled over its models") {
  const Profiles profiles = small_profiles();
  const std::vector<std::uint32_t> models = {1, 2};
  const std::vector<Line> lines = paper_lines({profiles, kBoth, models});
  REQUIRE(lines[0].quality == Approx(2.0));
  REQUIRE(lines[1].quality == Approx(0.0));
  REQUIRE(lines[0].cheapness == Approx(1.0));
  REQUIRE(lines[1].cheapness == Approx(1.0));
}

TEST_CASE("a model without an answer in a nearest cluster is never chosen") {
  Profiles profiles = small_profiles();
  profiles.accuracy[profiles.cell(1, 1)] = NAN;
  const std::vector<std::uint32_t> models = {0, 1, 2};
  const std::vector<Line> lines = paper_lines({profiles, kBoth, models});
  for (const double alpha : {0.0, 0.3, 1.0}) {
    REQUIRE(std::isnan(lines[1].at(alpha)));
    const std::vector<double> scores = refcode_scores({profiles, kBoth, models}, alpha);
    REQUIRE(std::isnan(scores[1]));
    REQUIRE_FALSE(std::isnan(scores[0]));
  }
}

TEST_CASE("an unknown cost makes a model ineligible below alpha 1, in every mode") {
  Profiles profiles = small_profiles();
  profiles.cost[profiles.cell(0, 0)] = NAN;
  const std::vector<std::uint32_t> models = {0, 1, 2};
  const std::vector<Line> lines = paper_lines({profiles, kBoth, models});
  REQUIRE(std::isnan(lines[0].at(0.99)));
  REQUIRE(lines[0].at(1.0) == Approx(1.0));
  REQUIRE(std::isnan(refcode_scores({profiles, kBoth, models}, 0.99)[0]));
  REQUIRE_FALSE(std::isnan(refcode_scores({profiles, kBoth, models}, 1.0)[0]));
}

TEST_CASE("refcode scores are reciprocal ranks, weighted by the clusters") {
  const Profiles profiles = small_profiles();
  const std::vector<std::uint32_t> models = {0, 1, 2};
  const std::vector<NearCluster> near = {{0, 0.1f, 0.75}, {1, 0.2f, 0.25}};
  const std::vector<double> scores = refcode_scores({profiles, near, models}, 1.0);
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

TEST_CASE("a model without an answer in a nearest cluster has no expectation") {
  Profiles profiles = small_profiles();
  profiles.accuracy[profiles.cell(0, 1)] = NAN;
  profiles.count[profiles.cell(0, 1)] = 0;
  const std::vector<std::uint32_t> models = {0};
  const Expectation expected = expect({profiles, kBoth, models}, 0);
  REQUIRE(std::isnan(expected.accuracy));
  REQUIRE(std::isnan(expected.standard_error));
}

TEST_CASE("every scoring mode has a name that leads back to it, and a default number of clusters") {
  for (const Scoring scoring : scorings()) {
    REQUIRE(scoring_from_name(scoring_name(scoring)) == scoring);
    REQUIRE(default_nearest_clusters(scoring) >= 1);
  }
  REQUIRE_FALSE(scoring_from_name("magic"));
  REQUIRE(scoring_names() == "posterior, paper or refcode");
}

TEST_CASE("only the modes that read a posterior need one") {
  Posterior posterior;
  REQUIRE_FALSE(is_available(Scoring::posterior, posterior));
  REQUIRE(is_available(Scoring::paper, posterior));
  REQUIRE(is_available(Scoring::refcode, posterior));
  posterior.accuracy = {0.5f};
  REQUIRE(is_available(Scoring::posterior, posterior));
}
