#include <algorithm>

#include "from_profiles.h"
#include "linear.h"

namespace alpharoute {
namespace {

void find_nearest(const ScoringData& data, std::span<const float> embedding, std::uint32_t nearest_clusters,
                  ScoringScratch& scratch, std::vector<NearCluster>& near) {
  nearest_by_distance(data.centroids, embedding, nearest_clusters, scratch.distances, near);
}

// 0 at the low end, 1 at the high end; 0 for all if the range has no width.
double scaled(double value, const Range& range) {
  return range.width() > 0 ? (value - range.low) / range.width() : value - range.low;
}

// The sums over the nearest clusters of the accuracy and of 1 - cost, each scaled min-max over query.models within its
// cluster. NaN where a nearest cluster lacks the value.
// Source: Avengers-Pro (arXiv 2508.12631), section 2; reference: decide_paper.
void prepare_lines(const ScoringData&, const Query& query, std::span<const Expectation>, ScoringScratch& scratch) {
  const Profiles& profiles = query.profiles;
  std::vector<Line>& lines = scratch.lines;
  lines.assign(query.models.size(), Line{0.0, 0.0});
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

}  // namespace

constinit const ScoringMode kPaperMode = {.name = "paper",
                                          .nearest_clusters = 4,
                                          .reads_posterior = false,
                                          .has_euclidean_distances = true,
                                          .find_nearest = find_nearest,
                                          .expect = expect_from_profiles,
                                          .prepare = prepare_lines,
                                          .score = score_lines,
                                          .find_spectrum = find_lines_spectrum};

}  // namespace alpharoute
