#include <catch2/catch.hpp>

#include "server/runtime/recent_vectors.h"
#include "server/runtime/stickiness.h"

using alpharoute::server::RecentVectors;
using alpharoute::server::Stickiness;

TEST_CASE("a conversation that was looked up is not the first one to be forgotten") {
  Stickiness stickiness;
  stickiness.remember(0, "first");
  for (std::uint64_t i = 1; i < Stickiness::kConversations; ++i) stickiness.remember(i, "x");
  REQUIRE(stickiness.model_of(0) == "first");
  stickiness.remember(1u << 30, "new");
  REQUIRE(stickiness.model_of(0) == "first");
  REQUIRE_FALSE(stickiness.model_of(1));
}

TEST_CASE("the vector cache evicts the least recently used vectors") {
  constexpr std::size_t kBytes = 4096;  // fewer than ten vectors of 64 dimensions
  RecentVectors recent(kBytes);
  const std::vector<float> vector(64, 0.125f);
  const auto key = [](int i) { return RecentVectors::key("model", std::to_string(i)); };
  recent.put(key(0), vector);
  for (int i = 1; i < 10; ++i) {
    REQUIRE(recent.find(key(0)) == vector);
    recent.put(key(i), vector);
  }
  REQUIRE(recent.find(key(9)) == vector);
  REQUIRE(recent.find(key(1)).empty());
}

TEST_CASE("a vector larger than the whole cache is not kept") {
  RecentVectors recent(1024);
  recent.put("a", std::vector<float>(1000, 1.0f));
  REQUIRE(recent.find("a").empty());
}

TEST_CASE("the vectors of two models have different keys") {
  REQUIRE(RecentVectors::key("a", "text") != RecentVectors::key("b", "text"));
}
