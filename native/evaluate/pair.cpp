#include "evaluate/pair.h"

#include <algorithm>
#include <cmath>

#include "evaluate/mean.h"

namespace alpharoute::evaluate {
namespace {

constexpr int kShares = 10;

// PGR by rising share of strong calls, from 0 to 1, each share once.
std::vector<PairPoint> gap_recovered(std::span<const PairPoint> points, double weak, double strong) {
  std::vector<PairPoint> line = {{0.0, weak}, {1.0, strong}};
  for (const PairPoint& point : points) {
    if (!std::isnan(point.accuracy)) line.push_back(point);
  }
  std::sort(line.begin(), line.end(), [](const PairPoint& a, const PairPoint& b) {
    return a.strong_share < b.strong_share || (a.strong_share == b.strong_share && a.accuracy > b.accuracy);
  });
  const auto same_share = [](const PairPoint& a, const PairPoint& b) { return a.strong_share == b.strong_share; };
  line.erase(std::unique(line.begin(), line.end(), same_share), line.end());
  for (PairPoint& point : line) point.accuracy = (point.accuracy - weak) / (strong - weak);
  return line;
}

double height(const std::vector<PairPoint>& line, double share) {
  std::size_t right = 1;
  while (line[right].strong_share < share) ++right;
  const PairPoint &a = line[right - 1], &b = line[right];
  return a.accuracy + (b.accuracy - a.accuracy) * (share - a.strong_share) / (b.strong_share - a.strong_share);
}

double lowest_share(const std::vector<PairPoint>& line, double recovered) {
  if (line.front().accuracy >= recovered) return 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const PairPoint &a = line[i - 1], &b = line[i];
    if (b.accuracy < recovered) continue;
    return a.strong_share + (b.strong_share - a.strong_share) * (recovered - a.accuracy) / (b.accuracy - a.accuracy);
  }
  return kUnknown;
}

}  // namespace

std::vector<PairPoint> thresholds(std::vector<PairRow> rows) {
  std::stable_sort(rows.begin(), rows.end(),
                   [](const PairRow& a, const PairRow& b) { return a.expected_gain > b.expected_gain; });
  // Sum and number of the known scores, updated as each row moves from the weak to the strong model.
  double sum = 0.0, count = 0.0;
  const auto move = [&](double score, double direction) {
    if (std::isnan(score)) return;
    sum += direction * score;
    count += direction;
  };
  for (const PairRow& row : rows) move(row.weak, 1.0);
  std::vector<PairPoint> points;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    move(rows[i].weak, -1.0);
    move(rows[i].strong, 1.0);
    if (i + 1 < rows.size() && rows[i + 1].expected_gain == rows[i].expected_gain) continue;
    points.push_back(
        {static_cast<double>(i + 1) / static_cast<double>(rows.size()), count > 0.0 ? sum / count : kUnknown});
  }
  return points;
}

PairMetrics pair_metrics(std::span<const PairPoint> points, double weak, double strong) {
  if (!(strong > weak)) return {kUnknown, kUnknown, kUnknown};
  const std::vector<PairPoint> line = gap_recovered(points, weak, strong);
  Mean average;
  for (int i = 0; i < kShares; ++i) average.add(height(line, (i + 0.5) / kShares));
  return {average.value(), lowest_share(line, 0.5), lowest_share(line, 0.8)};
}

}  // namespace alpharoute::evaluate
