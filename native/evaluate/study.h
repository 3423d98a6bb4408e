// Everything that `alpharoute evaluate` measures of one router on one set of rows.
#pragma once

#include <map>
#include <optional>

#include "evaluate/calibration.h"
#include "evaluate/claims.h"

namespace alpharoute::evaluate {

struct StudyOptions {
  std::vector<double> alphas;         // the sweep
  std::optional<Pair> pair;           // for RouteLLM's metrics
  std::vector<std::size_t> training;  // rows that neighbours may be taken from; empty: no `knn` curve
  unsigned threads = 0;               // 0: all; never changes the result
};

// One way to choose over the whole dial.
struct Curve {
  std::vector<Point> points;
  Metrics metrics;
};

struct Study {
  Evaluation evaluation;
  Baselines baselines;
  Metrics metrics;                      // of evaluation.router
  std::map<std::string, Curve> others;  // every other scoring mode that the artifact can run, by name; and `knn`
  Calibration calibration;              // expected accuracies of all models that may answer, on all rows, at plan.alpha
  Calibration calibration_chosen;       // of the chosen one alone
  double novelty = 0.0;                 // mean over the rows, as a quantile: 0.5 where rows are like the training rows
  Claims claims;
  Elbows elbows;
};

// As `evaluate`, with the same errors.
Result<Study> study(const Router& router, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                    std::span<const std::size_t> rows, const Plan& plan, const StudyOptions& options);

}  // namespace alpharoute::evaluate
