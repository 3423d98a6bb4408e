// Who may include whom (CONTRIBUTING.md). Data flows one way, and so do the includes.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include "support.h"

using namespace alpharoute;

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = ALPHAROUTE_SOURCE_DIR;

// The files a file includes in quotes.
std::set<std::string> quoted_includes(const fs::path& path) {
  static const std::regex pattern("^#include \"([^\"]+)\"");
  std::set<std::string> found;
  const std::string text = test::read(path);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    std::smatch match;
    if (std::regex_search(line, match, pattern)) found.insert(match[1]);
    begin = end + 1;
  }
  return found;
}

std::vector<fs::path> sources(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
    const std::string extension = entry.path().extension();
    if (extension == ".h" || extension == ".cpp") paths.push_back(entry.path());
  }
  REQUIRE_FALSE(paths.empty());
  return paths;
}

// Files of one piece share the name up to the first underscore: artifact.h, artifact_write.cpp.
std::string piece_of(const std::string& name) { return name.substr(0, name.find('_')); }

// Levels of the core, lowest first. A file includes only lower ones, and its own header.
const std::vector<std::set<std::string>> kLevels = {
    {"multiversion", "bits"},
    {"status", "dot", "exponential", "half", "sha256"},
    {"json", "unicode"},
    {"safetensors"},
    {"tokenizer", "clusters"},
    {"embedder", "profiles"},
    {"spectrum", "range", "posterior"},
    {"scoring"},
    {"artifact", "artifact_header", "artifact_posterior", "artifact_write"},
    {"decision", "reprice"},
    {"router", "router_budget", "router_make", "router_plan", "query"},
    {"interchange", "describe", "options"}};

std::size_t level_of(const std::string& name) {
  for (std::size_t level = 0; level < kLevels.size(); ++level) {
    if (kLevels[level].contains(name)) return level;
  }
  FAIL(name << " has no level: give it one here and in CONTRIBUTING.md");
  return 0;
}

// Folders of native/ that a folder may include, besides itself and the core.
const std::map<std::string, std::set<std::string>> kAllowed = {
    {"base", {}},
    {"data", {"base", "fit"}},
    {"net", {}},
    {"protocol", {"base", "net", "provider"}},
    {"provider", {"protocol", "net", "base"}},
    {"resilience", {"server", "provider", "protocol", "net", "base"}},
    {"server", {"resilience", "protocol", "provider", "embed", "net", "data", "base"}},
    {"embed", {"data", "base", "protocol", "provider", "net", "resilience"}},
    {"fit", {"data", "embed", "base"}},
    {"evaluate", {"data", "embed", "fit", "base"}},
    {"report", {"evaluate", "base", "data"}},
    {"experiment", {"cli", "evaluate", "fit", "embed", "data", "base"}},
    {"cli", {"base", "data", "embed", "fit", "evaluate", "experiment", "report", "server"}}};

}  // namespace

TEST_CASE("a file of the core includes only lower levels of the core") {
  for (const fs::path& path : sources("shared")) {
    const std::string name = path.parent_path().filename() == "scoring" ? "scoring" : path.stem();
    for (const std::string& include : quoted_includes(path)) {
      if (include.ends_with("_tables.inc")) continue;
      const std::string other = fs::path(include).stem();
      INFO(path << " includes " << include);
      REQUIRE((piece_of(other) == piece_of(name) || level_of(other) < level_of(name)));
    }
  }
}

TEST_CASE("the core knows no files, threads, clocks, Boost, Eigen or exceptions") {
  static const std::regex forbidden(
      "#include <(fstream|iostream|thread|mutex|atomic|future|chrono|ctime|filesystem|random|boost/|Eigen/|stdexcept)|"
      "\\bthrow [A-Za-z]|\\btry \\{");
  for (const fs::path& path : sources("shared")) {
    INFO(path);
    REQUIRE_FALSE(std::regex_search(test::read(path), forbidden));
  }
}

TEST_CASE("the flat interface of wasm/ includes only itself and the core's top level") {
  static const std::set<std::string> allowed = {"abi.h", "decision_layout.h", "alpharoute/router.h",
                                                "alpharoute/interchange.h"};
  for (const auto& entry : fs::directory_iterator(kRoot / "wasm")) {  // not its folders: they hold others' packages
    if (!entry.is_regular_file()) continue;
    for (const std::string& include : quoted_includes(entry.path())) {
      INFO(entry.path() << " includes " << include);
      REQUIRE(allowed.contains(include));
    }
  }
}

TEST_CASE("a folder of native/ includes only those it builds on") {
  for (const auto& [folder, allowed] : kAllowed) {
    for (const fs::path& path : sources("native/" + folder)) {
      for (const std::string& include : quoted_includes(path)) {
        const std::string other = include.substr(0, include.find('/'));
        INFO(path << " includes " << include);
        REQUIRE((other == "alpharoute" || other == folder || allowed.contains(other)));
      }
    }
  }
}

TEST_CASE("every folder of native/ has a place in the include rule") {
  for (const auto& entry : fs::directory_iterator(kRoot / "native")) {
    if (entry.is_directory()) REQUIRE(kAllowed.contains(entry.path().filename()));
  }
}
