// Evaluations that fit the router again: under other seeds, and without one of the data sets.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "experiment/refit.h"
#include "evaluate/interval.h"
#include "evaluate/study.h"

namespace alpharoute::cli {

// What every repetition shares.
struct Repetition {
  const std::string& path;  // of the data, for errors
  const data::Dataset& dataset;
  embed::Embeddings& embeddings;
  RefitSettings settings;
  Request request;  // scoring and nearest_clusters
  std::vector<double> alphas;
  std::optional<evaluate::Pair> pair;
};

using Intervals = std::map<std::string, evaluate::Interval>;

struct SeedsResult {
  std::size_t count = 0;
  Intervals metrics;                        // of the router: evaluate::named, ece, brier, novelty
  std::map<std::string, Intervals> paired;  // router minus another way to choose on the same rows, seed by seed
};

// Splits and fits with each seed, and measures on the test rows of its split.
SeedsResult evaluate_seeds(const Repetition& repetition, const std::vector<std::uint32_t>& seeds);

struct HoldOutResult {
  std::string group;
  std::size_t rows;
  evaluate::Study study;    // on the group's rows, of a router fitted on all others
  std::size_t best_others;  // the single model that is best on the rows it was fitted on
};

// Fits on all rows but those of one data set, and measures on these: how the router does on what it has never seen.
// Fails for a name that is no data set.
std::vector<HoldOutResult> evaluate_left_out(const Repetition& repetition, const std::vector<std::string>& groups);

}  // namespace alpharoute::cli
