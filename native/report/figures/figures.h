// The report's figures: each with its words, its drawing and its numbers.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "report/facts/facts.h"
#include "report/facts/table.h"
#include "report/draw/canvas.h"

namespace alpharoute::evaluate::view {

struct Figure {
  std::string id;           // lower case and dashes; also the name of its file
  std::string title;        // what it shows
  std::string takeaway;     // what to see in it
  std::string description;  // for those who cannot see it
  double wide_height, narrow_height;
  std::function<void(Canvas&)> draw;
  std::vector<Table> data;  // every value that is drawn
};

inline constexpr double kWideWidth = 984.0, kNarrowWidth = 358.0;

// Nothing if `facts` lack what the figure is about. The figures refer to `facts`, which outlive them.
std::optional<Figure> plane_figure(const Facts& facts);        // accuracy against cost
std::optional<Figure> dial_figure(const Facts& facts);         // accuracy and cost over alpha
std::optional<Figure> shares_figure(const Facts& facts);       // who answers, over alpha
std::optional<Figure> errors_figure(const Facts& facts);       // quality lost and money wasted over alpha
std::optional<Figure> reliability_figure(const Facts& facts);  // expected against observed accuracy
std::optional<Figure> robustness_figure(const Facts& facts);   // quality over k and nearest_clusters

// Accuracy and cost of every way to choose, a row for each alpha.
Table curves_table(const Facts& facts);

// Names and colours of the ways to choose: the router first, then facts.others, by position.
Colour curve_colour(std::size_t position);

}  // namespace alpharoute::evaluate::view
