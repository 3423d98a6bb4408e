#include <algorithm>
#include <cmath>
#include <numeric>

#include "from_profiles.h"

namespace alpharoute {
namespace {

constexpr double kBeta = 9.0;  // sharpness of the softmax in the authors' code

void find_nearest(const ScoringData& data, std::span<const float> embedding, std::uint32_t nearest_clusters,
                  ScoringScratch& scratch, std::vector<NearCluster>& near) {
  nearest_by_product(data.centroids, embedding, nearest_clusters, kBeta, scratch.distances, near);
}

// The value that ranks a model within one cluster, as a line over alpha.
Line balance_line(const Query& query, std::uint32_t model, std::uint32_t cluster, const Range& accuracy,
                  const Range& cost) {
  const std::size_t cell = query.profiles.cell(model, cluster);
  const double p = static_cast<double>(query.profiles.accuracy[cell]);
  const double q = static_cast<double>(query.profiles.cost[cell]);
  const double quality = accuracy.width() > 0 ? (p - accuracy.low) / accuracy.width() : 1.0 + (p - accuracy.low);
  const double cheapness =
      cost.high > 0 ? 1.0 - q / cost.high : 1.0 - q;  // without a positive cost all are 0 or unknown
  return {quality, cheapness};
}

void add_reciprocal_ranks(const NearCluster& cluster, ScoringScratch& scratch, std::span<double> scores) {
  const std::vector<double>& balance = scratch.balance;
  std::vector<std::uint32_t>& order = scratch.order;
  order.clear();
  for (std::uint32_t i = 0; i < balance.size(); ++i) {
    if (!std::isnan(balance[i])) order.push_back(i);
    if (std::isnan(balance[i])) scores[i] = NAN;
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return balance[a] > balance[b] || (balance[a] == balance[b] && a < b);
  });
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    scores[order[rank]] += cluster.weight / static_cast<double>(rank + 1);
  }
}

// Fills `crossings` with every alpha in (0, 1) at which two models swap ranks in a nearest cluster, ascending.
void find_crossings(const Query& query, std::vector<double>& crossings) {
  crossings.clear();
  for (const NearCluster& cluster : query.near) {
    const Range accuracy = range_over_models(query, query.profiles.accuracy, cluster.id);
    const Range cost = range_over_models(query, query.profiles.cost, cluster.id);
    for (std::size_t i = 0; i < query.models.size(); ++i) {
      const Line a = balance_line(query, query.models[i], cluster.id, accuracy, cost);
      for (std::size_t j = 0; j < i; ++j) {
        const Line b = balance_line(query, query.models[j], cluster.id, accuracy, cost);
        const double at = (b.cheapness - a.cheapness) / ((a.quality - a.cheapness) - (b.quality - b.cheapness));
        if (at > 0.0 && at < 1.0) crossings.push_back(at);
      }
    }
  }
  std::sort(crossings.begin(), crossings.end());
}

void append(std::vector<Segment>& spectrum, double from, std::uint32_t model) {
  if (spectrum.empty() || spectrum.back().model != model) spectrum.push_back({from, model});
}

// The sum over the nearest clusters of weight / (rank + 1), with ranks from 0 by
// alpha * accuracy~ + (1 - alpha) * (1 - cost / max cost), ties by index. NaN where a nearest cluster lacks the
// accuracy, or for alpha < 1 the cost. Source: the authors' public code; reference: decide_refcode.
void score(const Query& query, double alpha, ScoringScratch& scratch, std::span<double> scores) {
  std::fill(scores.begin(), scores.end(), 0.0);
  scratch.balance.resize(scores.size());
  for (const NearCluster& cluster : query.near) {
    const Range accuracy = range_over_models(query, query.profiles.accuracy, cluster.id);
    const Range cost = range_over_models(query, query.profiles.cost, cluster.id);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      scratch.balance[i] = balance_line(query, query.models[i], cluster.id, accuracy, cost).at(alpha);
    }
    add_reciprocal_ranks(cluster, scratch, scores);
  }
}

// Ranks change only where two balance lines cross in a nearest cluster: scores once between neighbouring crossings, of
// which there are at most p*m*m/2.
void find_spectrum(const Query& query, ScoringScratch& scratch, std::vector<Segment>& spectrum) {
  spectrum.clear();
  std::vector<double>& scores = scratch.scores;
  scores.resize(query.models.size());
  find_crossings(query, scratch.crossings);
  double from = 0.0;
  for (std::size_t i = 0; i <= scratch.crossings.size(); ++i) {
    const double to = i < scratch.crossings.size() ? scratch.crossings[i] : 1.0;
    if (to == from) continue;
    score(query, from + (to - from) / 2, scratch, scores);
    const std::size_t top = best(scores);
    if (top != kNoModel) append(spectrum, from, query.models[top]);
    from = to;
  }
  score(query, 1.0, scratch, scores);
  const std::size_t top = best(scores);
  // At 1 a model of unknown cost can win, or one whose equal rival led only while cost counted.
  if (top != kNoModel) append(spectrum, 1.0, query.models[top]);
}

// Every score depends on alpha.
void prepare(const ScoringData&, const Query&, std::span<const Expectation>, ScoringScratch&) {}

}  // namespace

constinit const ScoringMode kRefcodeMode = {.name = "refcode",
                                            .nearest_clusters = 3,
                                            .reads_posterior = false,
                                            .has_euclidean_distances = false,
                                            .find_nearest = find_nearest,
                                            .expect = expect_from_profiles,
                                            .prepare = prepare,
                                            .score = score,
                                            .find_spectrum = find_spectrum};

}  // namespace alpharoute
