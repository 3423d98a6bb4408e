#include <algorithm>
#include <cmath>
#include <numeric>

#include "alpharoute/scoring.h"
#include "range.h"

namespace alpharoute {
namespace {

// What a model's rank inside one cluster goes by, as a line over alpha.
Line balance_line(const Query& query, std::uint32_t model, std::uint32_t cluster, const Range& accuracy,
                  const Range& cost) {
  const std::size_t cell = query.profiles.cell(model, cluster);
  const double p = static_cast<double>(query.profiles.accuracy[cell]);
  const double q = static_cast<double>(query.profiles.cost[cell]);
  const double quality = accuracy.width() > 0 ? (p - accuracy.low) / accuracy.width() : 1.0 + (p - accuracy.low);
  const double cheapness = cost.high > 0 ? 1.0 - q / cost.high : 1.0 - q;  // no positive cost: all are 0 or unknown
  return {quality, cheapness};
}

void add_reciprocal_ranks(const NearCluster& cluster, RefcodeScratch& scratch, std::span<double> scores) {
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

// Every alpha inside (0, 1) at which two models change places in a near cluster, ascending.
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

}  // namespace

void refcode_scores(const Query& query, double alpha, RefcodeScratch& scratch, std::span<double> scores) {
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

void refcode_spectrum(const Query& query, RefcodeScratch& scratch, std::vector<Segment>& spectrum) {
  spectrum.clear();
  std::vector<double>& scores = scratch.scores;
  scores.resize(query.models.size());
  find_crossings(query, scratch.crossings);
  double from = 0.0;
  for (std::size_t i = 0; i <= scratch.crossings.size(); ++i) {
    const double to = i < scratch.crossings.size() ? scratch.crossings[i] : 1.0;
    if (to == from) continue;
    refcode_scores(query, from + (to - from) / 2, scratch, scores);
    const std::size_t top = best(scores);
    if (top != kNoModel) append(spectrum, from, query.models[top]);
    from = to;
  }
  refcode_scores(query, 1.0, scratch, scores);
  const std::size_t top = best(scores);
  // At 1 a model of unknown cost can win, or one whose equal rival led as long as cost counted.
  if (top != kNoModel) append(spectrum, 1.0, query.models[top]);
}

}  // namespace alpharoute
