#include <catch2/catch.hpp>

#include "glue.h"
#include "support.h"

using namespace alpharoute;

TEST_CASE("wasm/src/generated.ts is up to date with the core's lists") {
  INFO("run make generate");
  REQUIRE(glue::generated_typescript() == test::read(std::string(ALPHAROUTE_SOURCE_DIR) + "/wasm/src/generated.ts"));
}
