// How well strong and weak model share the work: RouteLLM's metrics of a router between two models.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace alpharoute::evaluate {

// Columns of the data set.
struct Pair {
  std::size_t weak, strong;
};

// One threshold: the queries with an expected gain above it go to the strong model.
struct PairPoint {
  double strong_share;  // of the queries, 0 to 1
  double accuracy;
};

struct PairMetrics {
  double apgr;  // average performance gap recovered; a random mix of the two has 0.5
  double cpt_50,
      cpt_80;  // call-performance thresholds: least share of strong calls that recovers 50 and 80 % of the gap
};

// One query as the two models answered it.
struct PairRow {
  double expected_gain;  // by which the router expects the strong model to be better
  double weak, strong;   // scores; NaN unknown, which counts in no mean
};

// A point for every threshold that makes a difference: from one strong call on, those of most gain first, queries of
// equal gain together.
std::vector<PairPoint> thresholds(std::vector<PairRow> rows);

// The gap recovered at a share c of strong calls is PGR(c) = (accuracy(c) - weak) / (strong - weak). Between measured
// points, and from the weak model alone (share 0) to the strong one alone (share 1), PGR is taken as straight; of equal
// shares the best accuracy counts. APGR is the mean of PGR at the middles of ten even shares, 0.05, 0.15, ..., 0.95;
// CPT(x) the least c with PGR(c) >= x. NaN unless strong > weak. Source: RouteLLM (arXiv 2406.18665), section 3.
PairMetrics pair_metrics(std::span<const PairPoint> points, double weak, double strong);

}  // namespace alpharoute::evaluate
