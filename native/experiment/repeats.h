// Evaluations that fit the router again: with other seeds, and without one of the data sets.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "evaluate/interval.h"
#include "evaluate/study.h"
#include "experiment/refit.h"

namespace alpharoute::experiment {

// The settings that all repetitions share.
struct Repetition {
  const data::Dataset& dataset;
  embed::Embeddings& embeddings;  // one row per row of `dataset`; each fit moves its rows and restores them
  RefitSettings settings;
  Request request;  // scoring and nearest_clusters
  std::vector<double> alphas;
  std::optional<evaluate::Pair> pair;
};

using Intervals = std::map<std::string, evaluate::Interval>;  // by metric

struct SeedsResult {
  std::size_t count = 0;                    // seeds
  Intervals metrics;                        // the router's evaluate::named metrics, ece, brier and novelty
  std::map<std::string, Intervals> paired;  // router minus another routing method on the same rows, paired by seed
};

// Splits the data and fits with each seed, and measures on that split's test rows. Errors of fit::fit and
// evaluate::study.
Result<SeedsResult> evaluate_seeds(const Repetition& repetition, const std::vector<std::uint32_t>& seeds,
                                   const Progress& progress);

struct HoldOutResult {
  std::string group;
  std::size_t rows;
  evaluate::Study study;    // on the group's rows, of a router fitted on all others
  std::size_t best_others;  // the single model with the highest accuracy on the rows of the fit; ties go to the first
};

// For each of `groups`, fits on all other data sets and measures on that one: the accuracy to expect on an unlabelled
// domain. {"all"} stands for every data set.
//
// Error::bad_data if the data has only one data set, Error::invalid_argument for an unknown name, and the errors of
// fit::fit and evaluate::study.
Result<std::vector<HoldOutResult>> evaluate_held_out(const Repetition& repetition,
                                                     const std::vector<std::string>& groups, const Progress& progress);

}  // namespace alpharoute::experiment
