// Reads the source tree of this repository, and the tables that describe it in docs/development.md.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace alpharoute::test {

// Path of the repository.
std::filesystem::path root();

// Returns the text of a file; `path` is relative to the repository.
std::string read_source(const std::filesystem::path& path);

// Returns the files below `folder` whose names end with one of `extensions`, sorted, with paths relative to the
// repository. Skips what is built, installed or generated: build, dist, node_modules, corpus, docs, *_tables.inc and
// generated.ts.
std::vector<std::filesystem::path> source_files(const std::filesystem::path& folder,
                                                const std::set<std::string>& extensions);

// Returns the paths that a C++ file includes in quotes.
std::set<std::string> quoted_includes(const std::filesystem::path& path);

// Rows of a Markdown table without its head, each as its cells.
using Table = std::vector<std::vector<std::string>>;

// Returns the first table below the heading `## heading` of `document`; empty if there is none.
Table table_below(const std::string& document, const std::string& heading);

// Returns the names in `backticks` of a cell, in order.
std::vector<std::string> names_in(const std::string& cell);

// A graph as the set of successors of each node.
using Graph = std::map<std::string, std::set<std::string>>;

// Returns one cycle, as "a -> b -> a"; empty if there is none.
std::string find_cycle(const Graph& graph);

}  // namespace alpharoute::test
