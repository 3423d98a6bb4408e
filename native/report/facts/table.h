// Tables of the report.
#pragma once

#include <string>
#include <vector>

namespace alpharoute::evaluate::view {

struct Cell {
  std::string text;
  bool strong = false;  // the best of its column
};

struct Row {
  std::vector<Cell> cells;  // the first names the row
  bool marked = false;      // stands out from the others
};

struct Table {
  std::string caption;
  std::vector<std::string> columns;
  std::size_t text_columns = 1;  // the first so many hold words, all others numbers
  std::vector<Row> rows;

  bool is_empty() const { return rows.empty(); }
  void add(std::vector<std::string> cells, bool marked = false);
};

// In a container that scrolls sideways by itself, also with the keyboard. `css_class` is added to the container's.
std::string render(const Table& table, const std::string& css_class = "");

}  // namespace alpharoute::evaluate::view
