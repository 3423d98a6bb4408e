#include <algorithm>

#include "alpharoute/scoring.h"
#include "range.h"

namespace alpharoute {
namespace {

// 0 at the low end, 1 at the high end; 0 for all if the range has no width.
double scaled(double value, const Range& range) {
  return range.width() > 0 ? (value - range.low) / range.width() : value - range.low;
}

}  // namespace

void paper_lines(const Query& query, std::span<Line> lines) {
  const Profiles& profiles = query.profiles;
  std::fill(lines.begin(), lines.end(), Line{0.0, 0.0});
  for (const NearCluster& cluster : query.near) {
    const Range accuracy = range_over_models(query, profiles.accuracy, cluster.id);
    const Range cost = range_over_models(query, profiles.cost, cluster.id);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::size_t cell = profiles.cell(query.models[i], cluster.id);
      lines[i].quality += scaled(static_cast<double>(profiles.accuracy[cell]), accuracy);
      lines[i].cheapness += 1.0 - scaled(static_cast<double>(profiles.cost[cell]), cost);
    }
  }
}

}  // namespace alpharoute
