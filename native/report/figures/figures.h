// The figures of the report, one file each.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "report/draw/canvas.h"
#include "report/facts/facts.h"
#include "report/facts/table.h"

namespace alpharoute::report {

struct Figure {
  std::string id;           // lower case and dashes; also the name of its SVG file
  std::string title;        // the subject
  std::string takeaway;     // the result, and how to read the figure
  std::string description;  // for screen readers
  double wide_height, narrow_height;
  std::function<void(Canvas&)> draw;
  std::vector<Table> data;  // every value in the drawing
};

inline constexpr double kWideWidth = 984.0, kNarrowWidth = 358.0;

// Each returns an empty value if `facts` lack the figure's data. The figure refers to `facts`, which must outlive it.
std::optional<Figure> trade_off_figure(const Facts& facts);    // accuracy against cost
std::optional<Figure> alpha_figure(const Facts& facts);        // accuracy and cost by alpha
std::optional<Figure> shares_figure(const Facts& facts);       // share of the queries of each model by alpha
std::optional<Figure> errors_figure(const Facts& facts);       // accuracy regret and excess cost by alpha
std::optional<Figure> reliability_figure(const Facts& facts);  // expected against observed accuracy
std::optional<Figure> robustness_figure(const Facts& facts);   // results by k and nearest_clusters

}  // namespace alpharoute::report
