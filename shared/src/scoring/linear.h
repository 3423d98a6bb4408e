// The hooks that the linear modes share: each model's score is a line over alpha, in ScoringScratch::lines.
#pragma once

#include "alpharoute/scoring.h"

namespace alpharoute {

inline void score_lines(const Query&, double alpha, ScoringScratch& scratch, std::span<double> scores) {
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i] = scratch.lines[i].at(alpha);
}

inline void find_lines_spectrum(const Query& query, ScoringScratch& scratch, std::vector<Segment>& spectrum) {
  envelope(scratch.lines, query.models, spectrum);
}

}  // namespace alpharoute
