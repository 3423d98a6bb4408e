// The scoring modes: from a query's near clusters to one score per model and dial setting.
//
// A mode is one source file, score_<mode>.cpp, with its formula's source; Router picks it by `Scoring`.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "alpharoute/posterior.h"
#include "alpharoute/profiles.h"
#include "alpharoute/spectrum.h"

namespace alpharoute {

enum class Scoring {
  posterior,  // expected accuracy and cost after shrinkage, on one scale for all queries; linear in alpha
  paper,      // Avengers-Pro as published: min-max inside each near cluster, summed; linear in alpha
  refcode,    // what its authors' public code computes: reciprocal ranks under softmax weights; for comparisons
};

inline constexpr Scoring kScorings[] = {Scoring::posterior, Scoring::paper, Scoring::refcode};

// Spelling in artifacts, on the command line and in JSON. Static storage.
std::string_view scoring_name(Scoring scoring);
std::optional<Scoring> scoring_from_name(std::string_view name);

// How many near clusters a mode reads unless told otherwise: 8 softly weighted ones, 4 in the paper, 3 in the authors'
// code.
std::uint32_t default_nearest_clusters(Scoring scoring);

inline constexpr double kRefcodeBeta = 9.0;  // the softmax's sharpness in the authors' code

// lines[i] for query.models[i]: the sum over the near clusters of the accuracy and of 1 - cost, each scaled min-max
// over query.models inside its cluster (a range of zero scales to 0). NaN where a near cluster lacks the value.
// Source: Avengers-Pro (arXiv 2508.12631), section 2; reference: decide_paper.
void paper_lines(const Query& query, std::span<Line> lines);

// lines[i] for expectations[i]: accuracy and 1 - cost on the posterior's scales. NaN where the expectation is.
// Source: docs/method.md, "posterior".
void posterior_lines(const Posterior& posterior, std::span<const Expectation> expectations, std::span<Line> lines);

// Working space of the functions below; grows to the largest query and stays.
struct RefcodeScratch {
  std::vector<double> balance;
  std::vector<double> scores;
  std::vector<std::uint32_t> order;
  std::vector<double> crossings;
};

// scores[i] for query.models[i]: the sum over the near clusters of weight / (rank + 1), ranks from 0 by
// alpha * accuracy~ + (1 - alpha) * (1 - cost / max cost), equal ones by index. NaN where a near cluster lacks the
// accuracy, or for alpha < 1 the cost. Source: the authors' public code; reference: decide_refcode.
void refcode_scores(const Query& query, double alpha, RefcodeScratch& scratch, std::span<double> scores);

// The choice over the whole dial. Ranks change only where two balances cross inside a near cluster: evaluates between
// these crossings, p*m*m/2 of them.
void refcode_spectrum(const Query& query, RefcodeScratch& scratch, std::vector<Segment>& spectrum);

}  // namespace alpharoute
