// How well a router would have done: its choices beside every single model and the oracle, on the same rows.
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

// Means over the rows whose chosen model has a score, and a cost; NaN where none has.
struct Means {
  double accuracy = 0.0;       // of the scores, 0 to 1
  double cost_per_1000 = 0.0;  // USD for 1,000 queries
};

// What a choice of one model for every row comes to.
struct Outcome {
  Means overall;                // micro: every row counts the same
  double accuracy_macro = 0.0;  // mean of the data sets' accuracies
  std::vector<Means> groups;    // by data set, in the order of Dataset::groups
  std::vector<double> shares;   // [m] share of the rows that went to each model
  std::size_t unanswered = 0;   // rows whose chosen model has no score; they count in no mean
  std::size_t undecided = 0;    // rows for which no model was eligible; likewise
  Errors errors;
};

struct Point {
  double alpha;
  Outcome outcome;
};

struct Evaluation {
  std::vector<Outcome> single_models;  // [m], in the order of Dataset::models
  Outcome oracle;                      // the best score of each row, at the lowest cost that gives it
  std::vector<Point> router;           // by alpha, in the order asked for
};

// `choices[i]` is the model, a column of `dataset`, that row rows[i] goes to, or kUndecided.
Outcome measure(const data::Dataset& dataset, std::span<const std::size_t> rows, std::span<const std::int64_t> choices);

// Choices by alpha, each for all of `rows`, on `threads` threads (0: all; never changes the result). The clusters of a
// row are looked up once for all alphas.
Result<std::vector<Choices>> route(const Router& router, const embed::Embeddings& embeddings,
                                   std::span<const std::size_t> rows, const Plan& plan, std::span<const double> alphas,
                                   unsigned threads = 0);

// Measures what `route`, or another way to choose, came up with.
std::vector<Point> measure_all(const data::Dataset& dataset, std::span<const std::size_t> rows,
                               std::span<const double> alphas, std::span<const Choices> choices);

// Routes `rows` of `dataset` at each of `alphas`. The columns of `dataset` are the router's models in their order, and
// `embeddings` has a row for each row of `dataset`; else, or if `rows` is empty, Error::bad_data.
Result<Evaluation> evaluate(const Router& router, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                            std::span<const std::size_t> rows, const Plan& plan, std::span<const double> alphas,
                            unsigned threads = 0);

}  // namespace alpharoute::evaluate
