// What is believed of each model after the training data: profiles shrunk towards what the models have in common, and a
// linear head on the embedding.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "alpharoute/profiles.h"

namespace alpharoute {

// One scale for every query: `low` counts as 0, `low + width` as 1. `width` is above 0.
struct Scale {
  double low = 0.0;
  double width = 1.0;

  double of(double value) const { return (value - low) / width; }
};

// From the lowest of the known `means` (NaN: unknown) to the highest; of width 1 where that tells nothing apart.
Scale scale_of(std::span<const double> means);

// Fitted by native/fit; docs/method.md, "posterior", has the formulas. m models, k clusters, d dimensions.
struct Posterior {
  std::vector<float> accuracy;  // [m, k] expected score of the model in the cluster
  std::vector<float> variance;  // [m, k] of that expectation
  std::vector<float> cost;      // [m, k] expected USD a query; NaN: unknown
  std::vector<float> head;      // [m, d] a model's score is also expected to be head . embedding + offset
  std::vector<float> offset;    // [m]
  double softness = 10.0;       // cluster weights fall as exp(-softness * squared distance)
  double head_share = 0.0;      // of the head in the expected accuracy, 0 to 1; the clusters have the rest
  Scale accuracy_scale;         // the models' mean accuracies run from 0 to 1 on it
  Scale cost_scale;             // likewise their mean costs

  bool empty() const { return accuracy.empty(); }
};

// What to expect of query.models[i], into expectations[i]. The accuracy is not yet bounded to 0..1: the order of two
// models must not end where both leave it. The standard error is that of the clusters' part, sqrt(sum of weight^2 *
// variance). `embedding` [d]; `head` [m] is working space.
void posterior_expect(const Posterior& posterior, const Query& query, std::span<const float> embedding,
                      std::span<float> head, std::span<Expectation> expectations);

}  // namespace alpharoute
