#include "report/facts/table.h"

#include "report/facts/text.h"

namespace alpharoute::report {
namespace {

std::string cell(const Table& table, const Cell& content, std::size_t column) {
  const std::string name = column == 0 ? "th" : "td";
  const std::string scope = column == 0 ? " scope=\"row\"" : "";
  const std::string kind = column < table.text_columns ? "" : " class=\"number\"";
  const std::string text = escape(content.text);
  return "<" + name + scope + kind + ">" + (content.strong ? "<strong>" + text + "</strong>" : text) + "</" + name +
         ">";
}

std::string head(const Table& table) {
  std::string out = "<thead><tr>";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    out += i < table.text_columns ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"number\">";
    out += escape(table.columns[i]) + "</th>";
  }
  return out + "</tr></thead>\n";
}

}  // namespace

void Table::add(std::vector<std::string> cells, bool marked) {
  Row row{{}, marked};
  for (std::string& text : cells) row.cells.push_back({std::move(text)});
  rows.push_back(std::move(row));
}

std::string render(const Table& table, const std::string& css_class) {
  std::string out = "<div class=\"scroll" + (css_class.empty() ? "" : " " + css_class) +
                    "\" tabindex=\"0\" role=\"region\" aria-label=\"" + escape(table.caption) +
                    "\">\n<table>\n<caption>" + escape(table.caption) + "</caption>\n" + head(table) + "<tbody>\n";
  for (const Row& row : table.rows) {
    out += row.marked ? "<tr class=\"marked\">" : "<tr>";
    for (std::size_t i = 0; i < row.cells.size(); ++i) out += cell(table, row.cells[i], i);
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n</div>\n";
}

}  // namespace alpharoute::report
