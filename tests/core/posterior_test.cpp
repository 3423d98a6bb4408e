// The scoring mode `posterior`: expectations, scores, spectrum, and storage in the artifact.
#include <catch2/catch.hpp>
#include <cmath>

#include "alpharoute/artifact_file.h"
#include "alpharoute/exponential.h"
#include "alpharoute/router.h"
#include "support.h"

using namespace alpharoute;

namespace {

// Two clusters on the axes of a plane, two models; a query on the first axis has squared distances 0 and 2.
Artifact small_artifact() {
  Artifact artifact = test::random_artifact(1, 2, 2, 2);
  artifact.centroids.values = {1.0f, 0.0f, 0.0f, 1.0f};
  artifact.posterior.accuracy = {0.8f, 0.4f, 0.6f, 0.6f};
  artifact.posterior.variance = {0.01f, 0.04f, 0.02f, 0.02f};
  artifact.posterior.cost = {0.002f, 0.004f, 0.001f, 0.001f};
  artifact.posterior.head = {0.5f, 0.0f, 0.1f, 0.0f};
  artifact.posterior.offset = {0.2f, 0.3f};
  artifact.posterior.softness = 0.5;
  artifact.posterior.head_share = 0.25;
  artifact.posterior.accuracy_scale = {0.5, 0.25};
  artifact.posterior.cost_scale = {0.001, 0.002};
  return artifact;
}

Router router_of(Artifact artifact) { return *Router::create(std::move(artifact), std::nullopt); }

const std::vector<float> kFirstAxis = {1.0f, 0.0f};

Request posterior_at(double alpha) { return {.alpha = alpha, .scoring = Scoring::posterior}; }

}  // namespace

TEST_CASE("a posterior decision matches a calculation by hand") {
  const Decision decision = *router_of(small_artifact()).decide(kFirstAxis, posterior_at(0.75));
  const double near = 1.0 / (1.0 + exponential(-1.0)), far = 1.0 - near;
  REQUIRE(decision.clusters[0].weight == Approx(near));
  const double accuracy = 0.75 * (near * 0.8 + far * 0.4) + 0.25 * (0.5 + 0.2);
  const double cost = near * 0.002 + far * 0.004;
  const ModelScore& first = decision.models[0];
  REQUIRE(first.expectation.accuracy == Approx(accuracy));
  REQUIRE(first.expectation.cost_usd == Approx(cost));
  REQUIRE(first.expectation.standard_error == Approx(std::sqrt(near * near * 0.01 + far * far * 0.04)));
  REQUIRE(first.score == Approx(0.75 * (accuracy - 0.5) / 0.25 + 0.25 * (1.0 - (cost - 0.001) / 0.002)));
}

TEST_CASE("expectations outside 0 to 1 are ranked unclamped and reported clamped") {
  Artifact artifact = small_artifact();
  artifact.posterior.head = {9.0f, 0.0f, 9.5f, 0.0f};
  const Decision decision = *router_of(std::move(artifact)).decide(kFirstAxis, posterior_at(1.0));
  REQUIRE(decision.model == 1);
  REQUIRE(decision.models[0].expectation.accuracy == 1.0);
  REQUIRE(decision.models[1].expectation.accuracy == 1.0);
}

TEST_CASE("the posterior's spectrum equals a sweep of 10,001 alphas") {
  const Router router = router_of(test::random_artifact(41, 20, 16, 9));
  std::mt19937 random(42);
  std::vector<double> alphas;
  for (int i = 0; i <= 10000; ++i) alphas.push_back(i / 10000.0);
  std::vector<std::int64_t> choices(alphas.size());
  Workspace workspace;
  for (int round = 0; round < 30; ++round) {
    const std::vector<float> query = test::random_unit_rows(random, 1, 16);
    const Plan plan = *router.plan(posterior_at(0.5));
    REQUIRE(router.sweep(query, plan, alphas, workspace, choices).ok());
    const std::vector<Segment> spectrum = router.decide(query, posterior_at(0.5))->spectrum;
    std::size_t segment = 0;
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < alphas.size(); ++i) {
      while (segment + 1 < spectrum.size() && spectrum[segment + 1].from <= alphas[i]) ++segment;
      wrong += choices[i] != spectrum[segment].model;
    }
    REQUIRE(wrong == 0);
  }
}

TEST_CASE("a model of unknown cost is eligible only at alpha 1 in posterior mode") {
  Artifact artifact = small_artifact();
  artifact.posterior.cost[0] = NAN;
  const Router router = router_of(std::move(artifact));
  REQUIRE(router.decide(kFirstAxis, posterior_at(0.99))->model == 1);
  const Decision best = *router.decide(kFirstAxis, posterior_at(1.0));
  REQUIRE(best.model == 0);
  REQUIRE(best.spectrum.back() == Segment{1.0, 0});
}

TEST_CASE("an artifact without a posterior loads, and rejects the posterior mode") {
  Artifact artifact = small_artifact();
  artifact.posterior = {};
  const std::string bytes = write_artifact(artifact);
  const Router router = *Router::from_bytes(test::bytes_of(bytes));
  REQUIRE(router.artifact().posterior.empty());
  REQUIRE(router.plan(posterior_at(0.5)).error() ==
          Error{ErrorCode::invalid_argument,
                "the artifact was fitted without the scoring mode posterior. Fit it again, or request another mode."});
}

TEST_CASE("a written posterior reads back unchanged") {
  Artifact artifact = small_artifact();
  artifact.defaults.scoring = Scoring::posterior;
  const std::string bytes = write_artifact(artifact);
  const Posterior read = read_artifact(test::bytes_of(bytes))->posterior;
  REQUIRE(read.accuracy == artifact.posterior.accuracy);
  REQUIRE(read.variance == artifact.posterior.variance);
  REQUIRE(read.cost == artifact.posterior.cost);
  REQUIRE(read.head == artifact.posterior.head);
  REQUIRE(read.offset == artifact.posterior.offset);
  REQUIRE(read.softness == 0.5);
  REQUIRE(read.head_share == 0.25);
  REQUIRE(read.accuracy_scale.low == 0.5);
  REQUIRE(read.cost_scale.width == 0.002);
}

TEST_CASE("an invalid posterior is rejected") {
  const auto complaint = [](void (*damage)(Artifact&)) {
    Artifact artifact = small_artifact();
    damage(artifact);
    const std::string bytes = write_artifact(artifact);
    const Result<Artifact> read = read_artifact(test::bytes_of(bytes));
    return read ? std::string() : read.error().message;
  };
  const std::string start = "not an alpharoute router: ";
  REQUIRE(complaint([](Artifact&) {}) == "");
  REQUIRE(complaint([](Artifact& a) { a.posterior.accuracy[1] = 1.5f; }) ==
          start + "its posterior_accuracy has a value out of range.");
  REQUIRE(complaint([](Artifact& a) { a.posterior.variance[0] = NAN; }) ==
          start + "its posterior_variance has a value out of range.");
  REQUIRE(complaint([](Artifact& a) { a.posterior.cost[0] = -1.0f; }) ==
          start + "its posterior_cost has a value out of range.");
  REQUIRE(complaint([](Artifact& a) { a.posterior.head[0] = INFINITY; }) ==
          start + "its head has a value out of range.");
  REQUIRE(complaint([](Artifact& a) { a.posterior.accuracy_scale.width = 0.0; }) ==
          start + "its posterior has a parameter out of range.");
  REQUIRE(complaint([](Artifact& a) { a.posterior.head_share = 1.5; }) ==
          start + "its posterior has a parameter out of range.");
}
