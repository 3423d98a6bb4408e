// The scoring modes: how the nearest clusters of a query become a score for each model at each alpha.
//
// A mode is one file, src/scoring/NAME.cpp, that defines its row. To add one: a value of Scoring and the row's
// declaration here, and its place in the table of scoring.cpp. Nothing else branches on the mode.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/clusters.h"
#include "alpharoute/posterior.h"
#include "alpharoute/profiles.h"
#include "alpharoute/spectrum.h"

namespace alpharoute {

// The numbers are part of the WebAssembly interface: add new modes at the end.
enum class Scoring {
  posterior,  // expected accuracy and cost of the posterior, on one scale for all queries; linear in alpha
  paper,      // Avengers-Pro as published: min-max within each nearest cluster, summed; linear in alpha
  refcode,    // the authors' public code: reciprocal ranks under softmax weights; for comparison only
};

// The parts of an artifact that a mode reads.
struct ScoringData {
  const Centroids& centroids;
  const Profiles& profiles;
  const Posterior& posterior;  // empty if the artifact has no posterior
};

// Working space of the hooks of one thread. Grows to the largest query, then no hook allocates.
struct ScoringScratch {
  std::vector<float> distances;  // from the embedding to every centroid
  std::vector<float> head;       // outputs of the posterior's head
  std::vector<Line> lines;       // scores of a linear mode, set by `prepare`
  std::vector<double> balance;   // the rest is refcode's
  std::vector<double> scores;
  std::vector<std::uint32_t> order;
  std::vector<double> crossings;
};

// One row of the table. The hooks are called in this order; `score` any number of times.
struct ScoringMode {
  std::string_view name;           // as in artifacts, on the command line and in JSON
  std::uint32_t nearest_clusters;  // number of nearest clusters to read by default
  bool reads_posterior;            // instead of the profiles; the artifact must have a posterior
  bool has_euclidean_distances;    // NearCluster::distance is Euclidean

  // Fills `near` with the `nearest_clusters` nearest clusters (all if there are fewer), nearest first, and their
  // weights.
  void (*find_nearest)(const ScoringData& data, std::span<const float> embedding, std::uint32_t nearest_clusters,
                       ScoringScratch& scratch, std::vector<NearCluster>& near);

  // expectations[i] for query.models[i].
  void (*expect)(const ScoringData& data, const Query& query, std::span<const float> embedding, ScoringScratch& scratch,
                 std::span<Expectation> expectations);

  // Computes what does not depend on alpha, for query.models and their expectations.
  void (*prepare)(const ScoringData& data, const Query& query, std::span<const Expectation> expectations,
                  ScoringScratch& scratch);

  // scores[i] of query.models[i] at `alpha`; NaN if the model is not eligible there.
  void (*score)(const Query& query, double alpha, ScoringScratch& scratch, std::span<double> scores);

  // Fills `spectrum` with the best model at every alpha; empty if no model is eligible at any.
  void (*find_spectrum)(const Query& query, ScoringScratch& scratch, std::vector<Segment>& spectrum);
};

extern const ScoringMode kPosteriorMode;
extern const ScoringMode kPaperMode;
extern const ScoringMode kRefcodeMode;

// Returns the row of `scoring`. Static storage.
const ScoringMode& scoring_mode(Scoring scoring);

// Every mode, in the order of the enum. Static storage.
std::span<const Scoring> scorings();

// True if an artifact with this posterior has what the mode reads.
bool is_available(Scoring scoring, const Posterior& posterior);

// Returns the name of the mode. Static storage.
std::string_view scoring_name(Scoring scoring);

// Returns the mode with this name, or nothing.
std::optional<Scoring> scoring_from_name(std::string_view name);

// Returns the names of all modes for a message: "posterior, paper or refcode".
std::string scoring_names();

// Returns how many nearest clusters the mode reads by default: 8 with soft weights, 4 in the paper, 3 in the authors'
// code.
std::uint32_t default_nearest_clusters(Scoring scoring);

}  // namespace alpharoute
