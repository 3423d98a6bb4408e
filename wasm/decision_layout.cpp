#include "decision_layout.h"

#include <cmath>
#include <limits>

namespace alpharoute {
namespace {

constexpr std::size_t kHead = 10, kModel = 5, kCluster = 3, kSegment = 2;  // numbers

// The bits of a computed NaN depend on the platform.
double canonical(double value) { return std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value; }

}  // namespace

void lay_out(const Decision& decision, std::vector<double>& cells) {
  cells.resize(kHead + kModel * decision.models.size() + kCluster * decision.clusters.size() +
               kSegment * decision.spectrum.size());
  double* next = cells.data();
  const auto put = [&](double value) { *next++ = value; };
  put(decision.model);
  put(decision.alpha);
  put(static_cast<double>(decision.scoring));
  put(decision.runner_up ? static_cast<double>(*decision.runner_up) : -1.0);
  put(decision.margin);
  put(decision.novelty);
  put(decision.novelty >= kNovel ? 1.0 : 0.0);
  put(static_cast<double>(decision.models.size()));
  put(static_cast<double>(decision.clusters.size()));
  put(static_cast<double>(decision.spectrum.size()));
  for (const ModelScore& entry : decision.models) {
    put(entry.model);
    put(canonical(entry.score));
    put(canonical(entry.expectation.accuracy));
    put(canonical(entry.expectation.cost_usd));
    put(canonical(entry.expectation.standard_error));
  }
  for (const NearCluster& cluster : decision.clusters) {
    put(cluster.id);
    put(static_cast<double>(cluster.distance));
    put(cluster.weight);
  }
  for (const Segment& segment : decision.spectrum) {
    put(segment.from);
    put(segment.model);
  }
}

}  // namespace alpharoute
