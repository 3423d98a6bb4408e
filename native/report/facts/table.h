// Tables of the report, and their HTML.
#pragma once

#include <string>
#include <vector>

namespace alpharoute::report {

struct Cell {
  std::string text;
  bool strong = false;  // the best of its column
};

struct Row {
  std::vector<Cell> cells;  // the first names the row
  bool marked = false;      // highlighted
};

struct Table {
  std::string caption;
  std::vector<std::string> columns;
  std::size_t text_columns = 1;  // this many first columns contain text, the others numbers
  std::vector<Row> rows;

  bool is_empty() const { return rows.empty(); }
  void add(std::vector<std::string> cells, bool marked = false);
};

// Returns the table as HTML, in a container with its own scroll bars that is reachable by keyboard. `css_class` is
// added to the container's classes.
std::string render(const Table& table, const std::string& css_class = "");

}  // namespace alpharoute::report
