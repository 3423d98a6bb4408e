#include "evaluate/cluster_summary.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "support.h"

using namespace alpharoute;
using namespace alpharoute::evaluate;

TEST_CASE("a cluster's cheapest good model is within 5 points of its best model") {
  Artifact artifact = test::random_artifact(1, 2, 4, 3);
  artifact.profiles.accuracy = {0.80f, NAN,  //
                                0.76f, NAN,  //
                                0.70f, NAN};
  artifact.profiles.cost = {0.03f, NAN, 0.02f, NAN, 0.01f, NAN};
  const std::vector<ClusterSummary> clusters = summarise_clusters(artifact);
  REQUIRE(clusters[0].label == "c0");
  REQUIRE(clusters[0].size == 10);
  REQUIRE(clusters[0].best_model == 0u);
  REQUIRE(clusters[0].best_accuracy == Approx(0.8));
  REQUIRE(clusters[0].cheapest_good_model == 1u);
  REQUIRE(clusters[0].cheapest_good_cost == Approx(0.02));
  REQUIRE_FALSE(clusters[1].best_model);
  REQUIRE_FALSE(clusters[1].cheapest_good_model);
}
