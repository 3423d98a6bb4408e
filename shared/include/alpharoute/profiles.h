// The measured accuracy and cost of each model in each cluster.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "alpharoute/clusters.h"

namespace alpharoute {

// Three matrices [m, k] over models and clusters.
struct Profiles {
  std::uint32_t models = 0;          // m
  std::uint32_t clusters = 0;        // k
  std::vector<float> accuracy;       // mean score, 0 to 1; NaN without labelled answers
  std::vector<float> cost;           // mean USD per query; NaN if unknown, never 0
  std::vector<std::uint32_t> count;  // number of labelled answers

  std::size_t cell(std::uint32_t model, std::uint32_t cluster) const { return std::size_t{model} * clusters + cluster; }
};

// Returns the mean of the model's row of `values` [m, k], weighted by the number of answers; NaN if all are unknown.
double mean_over_clusters(const Profiles& profiles, const std::vector<float>& values, std::uint32_t model);

// A query as the scoring modes see it. Consists of views; cheap to copy.
struct Query {
  const Profiles& profiles;
  std::span<const NearCluster> near;      // the nearest clusters, at least one
  std::span<const std::uint32_t> models;  // the allowed models: rows of the profiles, ascending; ties go to the first
};

// The expectations of one model for one query. NaN if a nearest cluster lacks the value.
struct Expectation {
  double accuracy;        // weighted mean over the nearest clusters, 0 to 1
  double cost_usd;        // the same for the cost, in USD
  double standard_error;  // of `accuracy`: sqrt(sum of weight^2 a (1-a) / count), the binomial error of each cell
};

// Returns the expectations of `model`, a row of the profiles.
Expectation expect(const Query& query, std::uint32_t model);

}  // namespace alpharoute
