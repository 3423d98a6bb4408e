#include <catch2/catch.hpp>
#include <cmath>

#include "alpharoute/scoring.h"
#include "alpharoute/spectrum.h"
#include "support.h"

using namespace alpharoute;

namespace {

std::vector<std::uint32_t> all_models(std::size_t m) {
  std::vector<std::uint32_t> models(m);
  for (std::size_t i = 0; i < m; ++i) models[i] = static_cast<std::uint32_t>(i);
  return models;
}

// The model of a spectrum at `alpha`.
std::uint32_t at(const std::vector<Segment>& spectrum, double alpha) {
  std::uint32_t model = spectrum.front().model;
  for (const Segment& segment : spectrum) {
    if (segment.from <= alpha) model = segment.model;
  }
  return model;
}

bool is_near_a_boundary(const std::vector<Segment>& spectrum, double alpha) {
  for (const Segment& segment : spectrum) {
    if (std::abs(segment.from - alpha) < 1e-9) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("the spectrum agrees with a brute-force sweep of alpha") {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> uniform(0.0, 4.0);
  for (int round = 0; round < 500; ++round) {
    std::vector<Line> lines(1 + random() % 12);
    for (Line& line : lines) line = {uniform(random), uniform(random)};
    if (round % 3 == 0) lines.back().cheapness = NAN;
    if (round % 5 == 0) lines.front() = {NAN, NAN};
    if (round % 4 == 0) lines.push_back(lines.front());
    std::vector<Segment> spectrum;
    envelope(lines, all_models(lines.size()), spectrum);
    for (int step = 0; step <= 1000; ++step) {
      const double alpha = step / 1000.0;
      const std::size_t winner = best(lines, alpha);
      if (winner == kNoModel || spectrum.empty() || alpha < spectrum.front().from) {
        REQUIRE(winner == kNoModel);
        continue;
      }
      if (!is_near_a_boundary(spectrum, alpha)) REQUIRE(at(spectrum, alpha) == winner);
    }
  }
}

TEST_CASE("a segment starts at the alpha where its model begins to win") {
  std::mt19937 random(6);
  std::uniform_real_distribution<double> uniform(0.0, 4.0);
  for (int round = 0; round < 500; ++round) {
    std::vector<Line> lines(2 + random() % 8);
    for (Line& line : lines) line = {uniform(random), uniform(random)};
    std::vector<Segment> spectrum;
    envelope(lines, all_models(lines.size()), spectrum);
    for (std::size_t i = 1; i < spectrum.size(); ++i) {
      REQUIRE(best(lines, spectrum[i].from) == spectrum[i].model);
      REQUIRE(best(lines, spectrum[i].from - 1e-12) != spectrum[i].model);
    }
  }
}

TEST_CASE("segments ascend from 0, and adjacent segments differ") {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> few(0, 3);  // many ties
  for (int round = 0; round < 2000; ++round) {
    std::vector<Line> lines(1 + random() % 6);
    for (Line& line : lines) line = {few(random) / 2.0, few(random) / 2.0};
    std::vector<Segment> spectrum;
    envelope(lines, all_models(lines.size()), spectrum);
    REQUIRE(spectrum.front().from == 0.0);
    for (std::size_t i = 1; i < spectrum.size(); ++i) {
      REQUIRE(spectrum[i].from > spectrum[i - 1].from);
      REQUIRE(spectrum[i].model != spectrum[i - 1].model);
    }
  }
}

TEST_CASE("a model of unknown cost appears in the spectrum only at 1") {
  const std::vector<Line> lines = {{2.0, 0.0}, {3.0, NAN}, {1.0, 1.0}};
  std::vector<Segment> spectrum;
  envelope(lines, all_models(3), spectrum);
  REQUIRE(spectrum == std::vector<Segment>{{0.0, 2}, {0.5, 0}, {1.0, 1}});
}

TEST_CASE("without an eligible model the spectrum is empty") {
  std::vector<Segment> spectrum = {{0.0, 1}};
  envelope(std::vector<Line>{{NAN, NAN}, {NAN, 1.0}}, all_models(2), spectrum);
  REQUIRE(spectrum.empty());
}

TEST_CASE("ties go to the first model, and unknown scores never win") {
  REQUIRE(best(std::vector<double>{NAN, 1.0, 2.0, 2.0}) == 2);
  REQUIRE(best(std::vector<double>{NAN, NAN}) == kNoModel);
  REQUIRE(best(std::vector<double>{-5.0}) == 0);
}

TEST_CASE("the refcode spectrum agrees with a brute-force sweep of alpha") {
  std::mt19937 random(8);
  for (std::uint32_t round = 0; round < 40; ++round) {
    const Artifact artifact = test::random_artifact(round, 6, 8, 1 + round % 7);
    const std::vector<std::uint32_t> models = all_models(artifact.models.size());
    ScoringScratch scratch;
    std::vector<NearCluster> near;
    const std::vector<float> query = test::random_unit_rows(random, 1, 8);
    kRefcodeMode.find_nearest({artifact.centroids, artifact.profiles, artifact.posterior}, query, 3, scratch, near);
    std::vector<Segment> spectrum;
    kRefcodeMode.find_spectrum({artifact.profiles, near, models}, scratch, spectrum);
    std::vector<double> scores(models.size());
    for (int step = 0; step <= 1000; ++step) {
      const double alpha = step / 1000.0;
      if (is_near_a_boundary(spectrum, alpha)) continue;
      kRefcodeMode.score({artifact.profiles, near, models}, alpha, scratch, scores);
      REQUIRE(at(spectrum, alpha) == best(scores));
    }
  }
}
