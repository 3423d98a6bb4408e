#include "linear.h"

namespace alpharoute {
namespace {

void find_nearest(const ScoringData& data, std::span<const float> embedding, std::uint32_t nearest_clusters,
                  ScoringScratch& scratch, std::vector<NearCluster>& near) {
  nearest_softly(data.centroids, embedding, nearest_clusters, data.posterior.softness, scratch.distances, near);
}

void expect_from_posterior(const ScoringData& data, const Query& query, std::span<const float> embedding,
                           ScoringScratch& scratch, std::span<Expectation> expectations) {
  scratch.head.resize(data.profiles.models);
  posterior_expect(data.posterior, query, embedding, scratch.head, expectations);
}

// Accuracy and 1 - cost on the posterior's scales; NaN where the expectation is.
// Source: docs/method.md, "posterior".
void prepare_lines(const ScoringData& data, const Query& query, std::span<const Expectation> expectations,
                   ScoringScratch& scratch) {
  scratch.lines.resize(query.models.size());
  for (std::size_t i = 0; i < scratch.lines.size(); ++i) {
    scratch.lines[i] = {data.posterior.accuracy_scale.of(expectations[i].accuracy),
                        1.0 - data.posterior.cost_scale.of(expectations[i].cost_usd)};
  }
}

}  // namespace

constinit const ScoringMode kPosteriorMode = {.name = "posterior",
                                              .nearest_clusters = 8,
                                              .reads_posterior = true,
                                              .has_euclidean_distances = true,
                                              .find_nearest = find_nearest,
                                              .expect = expect_from_posterior,
                                              .prepare = prepare_lines,
                                              .score = score_lines,
                                              .find_spectrum = find_lines_spectrum};

}  // namespace alpharoute
