// All measurements of `alpharoute evaluate` for one router and one set of rows.
#pragma once

#include <map>
#include <optional>

#include "evaluate/calibration.h"
#include "evaluate/claims.h"

namespace alpharoute::evaluate {

struct StudyOptions {
  std::vector<double> alphas;         // the sweep
  std::optional<Pair> pair;           // for RouteLLM's metrics
  std::vector<std::size_t> training;  // rows that may serve as neighbours; empty: no `knn` curve
  unsigned threads = 0;               // 0: all; never changes the result
};

// One routing method over all alphas.
struct Curve {
  std::vector<Point> points;
  Metrics metrics;
};

struct Study {
  Evaluation evaluation;
  Baselines baselines;
  Metrics metrics;                      // of evaluation.router
  std::map<std::string, Curve> others;  // by name: every other scoring mode that the artifact supports, and `knn`
  Calibration calibration;              // of all eligible models on all rows, at plan.alpha
  Calibration calibration_chosen;       // only of the chosen models
  double novelty = 0.0;                 // mean novelty of the rows, a quantile: 0.5 for rows like the training rows
  Claims claims;
  Elbows elbows;
};

// Evaluates the router, and adds everything that it is compared with. Requirements and errors of `evaluate`.
Result<Study> study(const Router& router, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                    std::span<const std::size_t> rows, const Plan& plan, const StudyOptions& options);

}  // namespace alpharoute::evaluate
