// Measures a router on labelled rows, next to every single model and the oracle on the same rows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "alpharoute/router.h"
#include "alpharoute/status.h"
#include "data/dataset.h"
#include "embed/embeddings.h"
#include "evaluate/choice.h"
#include "evaluate/errors.h"

namespace alpharoute::evaluate {

// Means over the rows whose chosen model has a score, or a cost; NaN without such rows.
struct Means {
  double accuracy = 0.0;       // mean score, 0 to 1
  double cost_per_1000 = 0.0;  // USD per 1,000 queries
};

// Result of choosing one model per row.
struct Outcome {
  Means overall;                // micro average: every row has the same weight
  double accuracy_macro = 0.0;  // mean of the data sets' accuracies
  std::vector<Means> groups;    // by data set, in the order of Dataset::groups
  std::vector<double> shares;   // [m] share of the rows for which each model was chosen
  std::size_t unanswered = 0;   // rows whose chosen model has no score; excluded from all means
  std::size_t undecided = 0;    // rows without an eligible model; excluded from all means
  Errors errors;
};

struct Point {
  double alpha;
  Outcome outcome;
};

struct Evaluation {
  std::vector<Outcome> single_models;  // [m], in the order of Dataset::models
  Outcome oracle;                      // the best score of each row, at the lowest cost of a model with that score
  std::vector<Point> router;           // by alpha, in the order of the request
};

// Measures `choices`: choices[i] is the model chosen for row rows[i], a column of `dataset`, or kUndecided.
Outcome measure(const data::Dataset& dataset, std::span<const std::size_t> rows, std::span<const std::int64_t> choices);

// Measures each model as if it were chosen for every row, in the order of Dataset::models.
std::vector<Outcome> measure_single_models(const data::Dataset& dataset, std::span<const std::size_t> rows);

// Routes each of `rows` at each of `alphas`. Returns the choices by alpha. Uses `threads` threads (0: all), which never
// changes the result. Looks up the clusters of a row once for all alphas.
Result<std::vector<Choices>> route(const Router& router, const embed::Embeddings& embeddings,
                                   std::span<const std::size_t> rows, const Plan& plan, std::span<const double> alphas,
                                   unsigned threads = 0);

// Measures the choices of `route` or of another routing method, by alpha.
std::vector<Point> measure_all(const data::Dataset& dataset, std::span<const std::size_t> rows,
                               std::span<const double> alphas, std::span<const Choices> choices);

// Routes and measures `rows` of `dataset` at each of `alphas`. The columns of `dataset` must be the router's models in
// the router's order.
//
// Error::bad_data if `rows` is empty or `embeddings` does not have one row per row of `dataset`; Error::wrong_embedder
// if another embedder made the embeddings.
Result<Evaluation> evaluate(const Router& router, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                            std::span<const std::size_t> rows, const Plan& plan, std::span<const double> alphas,
                            unsigned threads = 0);

}  // namespace alpharoute::evaluate
