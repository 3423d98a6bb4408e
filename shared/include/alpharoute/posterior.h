// The posterior: shrunk accuracy and cost of each model in each cluster, and a linear head on the embedding.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "alpharoute/profiles.h"

namespace alpharoute {

// A linear scale that maps `low` to 0 and `low + width` to 1. `width` is above 0.
struct Scale {
  double low = 0.0;
  double width = 1.0;

  double of(double value) const { return (value - low) / width; }
};

// Returns the scale from the lowest to the highest of `means`, NaN excluded; the width is 1 if these are equal.
Scale scale_of(std::span<const double> means);

// m models, k clusters, d dimensions. Formulas: docs/method.md, "posterior".
struct Posterior {
  std::vector<float> accuracy;  // [m, k] expected score of the model in the cluster
  std::vector<float> variance;  // [m, k] of that expectation
  std::vector<float> cost;      // [m, k] expected USD per query; NaN: unknown
  std::vector<float> head;      // [m, d] head . embedding + offset is a second estimate of the score
  std::vector<float> offset;    // [m]
  double softness = 10.0;       // cluster weights are proportional to exp(-softness * squared distance)
  double head_share = 0.0;      // share of the head in the expected accuracy, 0 to 1; the rest is the clusters'
  Scale accuracy_scale;         // maps the models' mean accuracies to 0 to 1
  Scale cost_scale;             // maps their mean costs to 0 to 1

  bool empty() const { return accuracy.empty(); }
};

// Fills expectations[i] for query.models[i]. The accuracy may be outside 0 to 1, which keeps the order of two models
// that both are. The standard error covers only the clusters' part: sqrt(sum of weight^2 * variance). `embedding` [d];
// `head` [m] is working space.
void posterior_expect(const Posterior& posterior, const Query& query, std::span<const float> embedding,
                      std::span<float> head, std::span<Expectation> expectations);

}  // namespace alpharoute
