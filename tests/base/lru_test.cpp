#include "base/lru.h"

#include <catch2/catch.hpp>
#include <string>

using alpharoute::base::Lru;

namespace {

bool contains(Lru<int, std::string>& cache, int key) { return cache.find(key) != nullptr; }

}  // namespace

TEST_CASE("the least recently used entry is evicted first") {
  Lru<int, std::string> cache(2);
  cache.put(1, "one");
  cache.put(2, "two");
  REQUIRE(contains(cache, 1));
  cache.put(3, "three");
  REQUIRE(contains(cache, 1));
  REQUIRE_FALSE(contains(cache, 2));
  REQUIRE(*cache.find(3) == "three");
}

TEST_CASE("replacing an entry changes its value and its weight") {
  Lru<int, std::string> cache(10);
  cache.put(1, "heavy", 9);
  cache.put(1, "light", 2);
  cache.put(2, "other", 8);
  REQUIRE(*cache.find(1) == "light");
  REQUIRE(contains(cache, 2));
}

TEST_CASE("an entry heavier than the capacity evicts nothing") {
  Lru<int, std::string> cache(10);
  cache.put(1, "one", 10);
  cache.put(2, "two", 11);
  REQUIRE(contains(cache, 1));
  REQUIRE_FALSE(contains(cache, 2));
}
