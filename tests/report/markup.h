// Parser for the HTML and SVG of the report. Checks only that elements are nested correctly.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace alpharoute::test {

struct Element {
  std::string name, text;  // text: direct text content, entities not decoded
  std::map<std::string, std::string> attributes;
  std::vector<std::size_t> parents;  // indices of the enclosing elements, outermost first
};

struct Markup {
  std::vector<Element> elements;  // in the order of their start tags
  std::string error;              // empty if all elements are nested correctly

  bool is_inside(const Element& element, std::size_t ancestor) const {
    for (const std::size_t parent : element.parents) {
      if (parent == ancestor) return true;
    }
    return false;
  }
};

inline Element read_tag(const std::string& tag) {
  Element element;
  std::size_t at = tag.find_first_of(" \n/");
  element.name = tag.substr(0, at);
  while (at != std::string::npos && (at = tag.find_first_not_of(" \n/", at)) != std::string::npos) {
    const std::size_t end = std::min(tag.find_first_of(" =\n", at), tag.size());
    const std::string name = tag.substr(at, end - at);
    if (end == tag.size() || tag[end] != '=') {
      element.attributes[name] = "";
      at = end;
      continue;
    }
    const std::size_t close = tag.find('"', end + 2);
    element.attributes[name] = tag.substr(end + 2, close - end - 2);
    at = close + 1;
  }
  return element;
}

inline Markup read_markup(const std::string& source) {
  Markup markup;
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < source.size();) {
    const std::size_t begin = source.find('<', at);
    if (!open.empty()) markup.elements[open.back()].text += source.substr(at, begin - at);
    if (begin == std::string::npos) break;
    const std::size_t end = source.find('>', begin);
    if (end == std::string::npos) {
      markup.error = "unterminated tag";
      return markup;
    }
    std::string tag = source.substr(begin + 1, end - begin - 1);
    at = end + 1;
    if (tag.starts_with("!")) continue;
    if (tag.starts_with("/")) {
      if (open.empty() || markup.elements[open.back()].name != tag.substr(1)) {
        markup.error =
            "</" + tag.substr(1) + "> closes " + (open.empty() ? "nothing" : markup.elements[open.back()].name);
        return markup;
      }
      open.pop_back();
      continue;
    }
    Element element = read_tag(tag);
    element.parents = open;
    const bool is_closed = tag.ends_with("/") || element.name == "meta";
    const bool is_raw = element.name == "style";
    markup.elements.push_back(std::move(element));
    if (!is_closed) open.push_back(markup.elements.size() - 1);
    if (is_raw) {
      const std::size_t close = source.find("</style>", at);
      markup.elements.back().text = source.substr(at, close - at);
      at = close;
    }
  }
  if (!open.empty()) markup.error = markup.elements[open.back()].name + " does not close";
  return markup;
}

}  // namespace alpharoute::test
