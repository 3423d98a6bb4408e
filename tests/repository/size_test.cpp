// Sizes that keep a file readable in one sitting and a folder readable at a glance.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "source_tree.h"

using namespace alpharoute::test;

namespace {

namespace fs = std::filesystem;

constexpr long kMaxLines = 320;
constexpr std::size_t kMaxUnits = 24;

std::vector<fs::path> all_sources() {
  std::vector<fs::path> all;
  for (const char* folder : {"shared", "native", "wasm", "web", "tests", "bench", "tools"}) {
    const auto files = source_files(folder, {".h", ".cpp", ".inc", ".ts", ".tsx", ".css", ".mjs", ".py"});
    all.insert(all.end(), files.begin(), files.end());
  }
  REQUIRE(all.size() > 300);
  return all;
}

}  // namespace

TEST_CASE("no source file has more than 320 lines") {
  for (const fs::path& path : all_sources()) {
    const std::string text = read_source(path);
    INFO(path.string());
    CHECK(std::count(text.begin(), text.end(), '\n') <= kMaxLines);
  }
}

// A unit is a name without its extension: a header with its source, a component with its style sheet.
TEST_CASE("no folder has more than 24 units") {
  std::map<std::string, std::set<std::string>> units;
  for (const fs::path& path : all_sources()) units[path.parent_path()].insert(path.stem());
  for (const auto& [folder, names] : units) {
    INFO(folder);
    CHECK(names.size() <= kMaxUnits);
  }
}
