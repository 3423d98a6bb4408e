// Compares the includes of the sources with the tables in docs/development.md.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "source_tree.h"

using namespace alpharoute::test;

namespace {

namespace fs = std::filesystem;

const std::string kDocument = "docs/development.md";
const std::set<std::string> kCpp = {".h", ".cpp", ".inc"};

// Folder of a file in native/, such as "fit/cluster"; "cli" for native/cli/main.cpp.
std::string folder_of(const fs::path& path) { return path.lexically_relative("native").parent_path(); }

// The rows of "Allowed includes": for each folder, the folders that it may include.
class IncludeTable {
 public:
  IncludeTable() {
    for (const auto& cells : table_below(kDocument, "Allowed includes")) {
      for (const std::string& folder : names_in(cells.at(0))) cells_[folder] = cells.at(1);
    }
  }

  bool has(const std::string& folder) const { return cells_.contains(folder); }

  std::set<std::string> folders() const {
    std::set<std::string> names;
    for (const auto& [folder, _] : cells_) names.insert(folder);
    return names;
  }

  // Returns the folders that `folder` may include in addition to itself. "and its row" in a cell adds the rows of the
  // folders that the cell lists; "everything" is every folder of the table.
  std::set<std::string> allowed(const std::string& folder) const {
    const std::string& cell = cells_.at(folder);
    if (cell.find("everything") != std::string::npos) return folders();
    std::set<std::string> names;
    for (const std::string& name : names_in(cell)) {
      if (name.ends_with("/*")) {
        for (const auto& [other, _] : cells_) {
          if (other.starts_with(name.substr(0, name.size() - 1))) names.insert(other);
        }
        continue;
      }
      names.insert(name);
      if (cell.find("row") != std::string::npos) names.merge(allowed(name));
    }
    return names;
  }

 private:
  std::map<std::string, std::string> cells_;
};

// The rows of "Order of the core": the level of each name, lowest first.
class CoreOrder {
 public:
  CoreOrder() {
    const Table table = table_below(kDocument, "Order of the core");
    for (std::size_t level = 0; level < table.size(); ++level) {
      for (const std::string& name : names_in(table[level].at(0))) levels_[name] = level;
    }
  }

  bool is_empty() const { return levels_.empty(); }

  // Returns the listed name that a file belongs to: "scoring" for all of src/scoring/, else the longest listed name
  // that is the file's name, or its beginning before an underscore. Empty if no name is listed.
  std::string name_of(const fs::path& path) const {
    if (path.parent_path().filename() == "scoring") return "scoring";
    for (std::string name = path.stem();; name.resize(name.rfind('_'))) {
      if (levels_.contains(name)) return name;
      if (name.find('_') == std::string::npos) return "";
    }
  }

  // Returns 0 for the lowest level; a name that is not listed is above all levels.
  std::size_t level_of(const std::string& name) const {
    const auto at = levels_.find(name);
    return at == levels_.end() ? levels_.size() : at->second;
  }

 private:
  std::map<std::string, std::size_t> levels_;
};

}  // namespace

TEST_CASE("each folder of native/ includes only the folders that the table allows") {
  const IncludeTable table;
  for (const fs::path& path : source_files("native", kCpp)) {
    const std::string folder = folder_of(path);
    if (!table.has(folder)) continue;  // another test reports it
    const std::set<std::string> allowed = table.allowed(folder);
    for (const std::string& include : quoted_includes(path)) {
      const std::string other = fs::path(include).parent_path();
      if (other.empty() || other == folder || other == "alpharoute") continue;
      INFO(path.string() << " includes " << include << ", which " << kDocument << " does not allow");
      CHECK(allowed.contains(other));
    }
  }
}

TEST_CASE("the table of includes lists exactly the folders of native/ that contain sources") {
  std::set<std::string> folders;
  for (const fs::path& path : source_files("native", kCpp)) folders.insert(folder_of(path));
  REQUIRE(IncludeTable().folders() == folders);
}

TEST_CASE("the report includes neither the core nor the evaluation") {
  for (const fs::path& path : source_files("native/report", kCpp)) {
    for (const std::string& include : quoted_includes(path)) {
      INFO(path.string() << " includes " << include);
      CHECK(include.starts_with("report/"));
    }
  }
}

TEST_CASE("no cycle of includes leads from a folder of native/ back to it") {
  Graph graph;
  for (const fs::path& path : source_files("native", kCpp)) {
    for (const std::string& include : quoted_includes(path))
      graph[folder_of(path)].insert(fs::path(include).parent_path());
  }
  REQUIRE(find_cycle(graph) == "");
}

TEST_CASE("no cycle of includes leads from a header back to it") {
  for (const char* tree : {"native", "shared/src", "shared/include"}) {
    Graph graph;
    for (const fs::path& path : source_files(tree, {".h"}))
      graph[path.lexically_relative(tree)] = quoted_includes(path);
    REQUIRE_FALSE(graph.empty());
    REQUIRE(find_cycle(graph) == "");
  }
}

TEST_CASE("a file of the core includes only lower levels of the core") {
  const CoreOrder order;
  REQUIRE_FALSE(order.is_empty());
  for (const fs::path& path : source_files("shared", kCpp)) {
    const std::string name = order.name_of(path);
    if (name.empty()) FAIL_CHECK(path.string() << " has no level: add it to \"Order of the core\" in " << kDocument);
    for (const std::string& include : quoted_includes(path)) {
      if (include.ends_with("_tables.inc")) continue;
      const bool is_in_same_folder = fs::exists(root() / path.parent_path() / include);
      const std::string other = order.name_of(is_in_same_folder ? path.parent_path() / include : fs::path(include));
      INFO(path.string() << " (" << name << ") includes " << include << " (" << other << ")");
      CHECK((other == name || order.level_of(other) < order.level_of(name)));
    }
  }
}

TEST_CASE("the core uses no files, threads, clocks, Boost, Eigen or exceptions") {
  static const std::regex forbidden(
      "#include <(fstream|iostream|thread|mutex|atomic|future|chrono|ctime|filesystem|random|boost/|Eigen/|stdexcept)|"
      "\\bthrow [A-Za-z]|\\btry \\{");
  for (const fs::path& path : source_files("shared", kCpp)) {
    INFO(path.string());
    CHECK_FALSE(std::regex_search(read_source(path), forbidden));
  }
}

TEST_CASE("the flat interface of wasm/ includes only its own headers and public headers of the core") {
  for (const fs::path& path : source_files("wasm", {".h", ".cpp"})) {
    for (const std::string& include : quoted_includes(path)) {
      INFO(path.string() << " includes " << include);
      CHECK((include.starts_with("alpharoute/") || fs::exists(root() / "wasm" / include)));
    }
  }
}

TEST_CASE("a cycle is found, and a graph without one has none") {
  REQUIRE(find_cycle({{"a", {"b"}}, {"b", {"c"}}, {"c", {"b"}}}) == "b -> c -> b");
  REQUIRE(find_cycle({{"a", {"b", "c"}}, {"b", {"c"}}}) == "");
}
