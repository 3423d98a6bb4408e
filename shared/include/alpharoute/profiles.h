// What is known of each model in each cluster of past prompts.
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
  std::vector<float> accuracy;       // mean score, 0 to 1; NaN where the model gave no labelled answer
  std::vector<float> cost;           // mean USD a query; NaN where no cost is known, never 0 for it
  std::vector<std::uint32_t> count;  // labelled answers behind the cell

  std::size_t cell(std::uint32_t model, std::uint32_t cluster) const { return std::size_t{model} * clusters + cluster; }
};

// The mean of the model's row of `values`, [m, k] like the profiles' matrices, each cluster as heavy as its answers.
// NaN if none is known.
double mean_over_clusters(const Profiles& profiles, const std::vector<float>& values, std::uint32_t model);

// One query as every scoring mode sees it: its near clusters, and the models that may answer, in the artifact's order
// (ties go to the first). Views; cheap to copy.
struct Query {
  const Profiles& profiles;
  std::span<const NearCluster> near;      // at least one
  std::span<const std::uint32_t> models;  // rows of the profiles, ascending
};

// What to expect of one model for one query. NaN where a near cluster holds no answer or no cost to go by.
struct Expectation {
  double accuracy;        // weighted mean over the near clusters, 0 to 1
  double cost_usd;        // likewise, USD for the query
  double standard_error;  // of `accuracy`: sqrt(sum of weight^2 a (1-a) / count), the binomial error of each cell
};

Expectation expect(const Query& query, std::uint32_t model);

}  // namespace alpharoute
