#include "source_tree.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace alpharoute::test {

namespace fs = std::filesystem;

namespace {

bool is_skipped_folder(const fs::path& path) {
  static const std::set<std::string> names = {"build", "dist", "node_modules", "corpus", "docs", "test-results"};
  return names.contains(path.filename());
}

bool is_generated(const std::string& name) { return name.ends_with("_tables.inc") || name == "generated.ts"; }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line.substr(1));
  for (std::string cell; std::getline(stream, cell, '|');) cells.push_back(cell);
  return cells;
}

// Depth-first search. `path` leads to `node`; `done` are nodes that are on no cycle.
bool extend_to_cycle(const Graph& graph, const std::string& node, std::vector<std::string>& path,
                     std::set<std::string>& done) {
  const bool is_on_path = std::find(path.begin(), path.end(), node) != path.end();
  path.push_back(node);
  if (is_on_path) return true;
  if (const auto at = graph.find(node); at != graph.end() && !done.contains(node)) {
    for (const std::string& next : at->second) {
      if (next != node && extend_to_cycle(graph, next, path, done)) return true;
    }
  }
  path.pop_back();
  done.insert(node);
  return false;
}

}  // namespace

fs::path root() { return ALPHAROUTE_SOURCE_DIR; }

std::string read_source(const fs::path& path) {
  std::ifstream file(root() / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> source_files(const fs::path& folder, const std::set<std::string>& extensions) {
  std::vector<fs::path> paths;
  for (auto entry = fs::recursive_directory_iterator(root() / folder); entry != fs::recursive_directory_iterator();
       ++entry) {
    if (entry->is_directory()) {
      if (is_skipped_folder(entry->path())) entry.disable_recursion_pending();
    } else if (extensions.contains(entry->path().extension()) && !is_generated(entry->path().filename())) {
      paths.push_back(entry->path().lexically_relative(root()));
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::set<std::string> quoted_includes(const fs::path& path) {
  static const std::regex pattern("^#include \"([^\"]+)\"");
  std::set<std::string> found;
  for (const std::string& line : lines_of(read_source(path))) {
    std::smatch match;
    if (std::regex_search(line, match, pattern)) found.insert(match[1]);
  }
  return found;
}

Table table_below(const std::string& document, const std::string& heading) {
  const std::vector<std::string> lines = lines_of(read_source(document));
  auto line = std::find(lines.begin(), lines.end(), "## " + heading);
  while (line != lines.end() && !line->starts_with("|")) ++line;
  Table table;
  for (; line != lines.end() && line->starts_with("|"); ++line) table.push_back(cells_of(*line));
  if (table.size() >= 2) table.erase(table.begin(), table.begin() + 2);
  return table;
}

std::vector<std::string> names_in(const std::string& cell) {
  static const std::regex pattern("`([^`]+)`");
  std::vector<std::string> names;
  for (std::sregex_iterator match(cell.begin(), cell.end(), pattern), end; match != end; ++match)
    names.push_back((*match)[1]);
  return names;
}

std::string find_cycle(const Graph& graph) {
  std::set<std::string> done;
  for (const auto& [node, _] : graph) {
    std::vector<std::string> path;
    if (!extend_to_cycle(graph, node, path, done)) continue;
    std::string cycle = path.back();
    for (auto step = std::find(path.begin(), path.end(), path.back()) + 1; step != path.end(); ++step)
      cycle += " -> " + *step;
    return cycle;
  }
  return "";
}

}  // namespace alpharoute::test
