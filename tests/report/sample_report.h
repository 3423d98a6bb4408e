// The sample report, and helpers that read it.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "report/facts/read_facts.h"
#include "report/markup.h"
#include "report/page/report.h"
#include "support.h"

namespace alpharoute::test {

using nlohmann::json;

inline json sample() { return json::parse(read(golden("report.json"))); }

inline std::string page_of(const json& evaluation) { return report::render_report(report::read_facts(evaluation)); }

inline std::map<std::string, std::string> plots_of(const json& evaluation) {
  return report::render_plots(report::read_facts(evaluation));
}

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Parses HTML or SVG. Throws if its elements are not nested correctly.
inline Markup parse(const std::string& source) {
  Markup markup = read_markup(source);
  if (!markup.error.empty()) throw std::runtime_error(markup.error);
  return markup;
}

inline double number(const Element& element, const std::string& attribute) {
  return std::stod(element.attributes.at(attribute));
}

// The table rows inside an element, with cells separated by "|".
inline std::vector<std::string> rows_inside(const Markup& markup, std::size_t ancestor) {
  std::vector<std::string> rows;
  for (const Element& element : markup.elements) {
    if (!markup.is_inside(element, ancestor)) continue;
    if (element.name == "tr") rows.emplace_back("|");
    if (element.name == "td" || element.name == "th") rows.back() += element.text + "|";
  }
  return rows;
}

}  // namespace alpharoute::test
