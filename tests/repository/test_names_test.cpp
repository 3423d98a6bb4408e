// Names of Catch2 tests that ctest can select.
#include <catch2/catch.hpp>
#include <regex>
#include <string>

#include "source_tree.h"

using namespace alpharoute::test;

// CMake splits a name at a semicolon, and Catch2 reads a name that starts with a hyphen as a flag. Such a test does not
// run under ctest.
TEST_CASE("no test name has a semicolon or starts with a hyphen") {
  static const std::regex name_pattern("TEST_CASE\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
  std::size_t count = 0;
  for (const auto& path : source_files("tests", {".cpp"})) {
    const std::string text = read_source(path);
    for (std::sregex_iterator match(text.begin(), text.end(), name_pattern), end; match != end; ++match, ++count) {
      const std::string name = (*match)[1];
      INFO(path.string() << ": " << name);
      CHECK(name.find(';') == std::string::npos);
      CHECK_FALSE(name.starts_with('-'));
    }
  }
  REQUIRE(count > 300);
}
