// RouteLLM's metrics of a router between a weak and a strong model.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace alpharoute::evaluate {

// Columns of the data set.
struct Pair {
  std::size_t weak, strong;
};

// One threshold: queries with a higher expected gain go to the strong model.
struct PairPoint {
  double strong_share;  // share of the queries, 0 to 1
  double accuracy;
};

struct PairMetrics {
  double apgr;  // average performance gap recovered; a random mix of the two models has 0.5
  double cpt_50,
      cpt_80;  // call-performance thresholds: lowest share of strong calls that recovers 50 and 80 % of the gap
};

// The scores of both models for one query.
struct PairRow {
  double expected_gain;  // expected accuracy of the strong model minus that of the weak one
  double weak, strong;   // scores; NaN if unknown, excluded from means
};

// Returns one point per distinct expected gain, highest first: all queries with at least that gain go to the strong
// model.
std::vector<PairPoint> thresholds(std::vector<PairRow> rows);

// The performance gap recovered at a share c of strong calls is PGR(c) = (accuracy(c) - weak) / (strong - weak). PGR is
// linear between points, from the weak model (share 0) to the strong one (share 1); if points share c, the best
// accuracy counts. APGR is the mean of PGR at 0.05, 0.15, ..., 0.95; CPT(x) is the lowest c with PGR(c) >= x. All are
// NaN if strong <= weak. Source: RouteLLM (arXiv 2406.18665), section 3.
PairMetrics pair_metrics(std::span<const PairPoint> points, double weak, double strong);

}  // namespace alpharoute::evaluate
