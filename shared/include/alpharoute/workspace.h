// The working space of decisions.
#pragma once

#include <cstdint>
#include <vector>

#include "alpharoute/profiles.h"
#include "alpharoute/scoring.h"
#include "alpharoute/tokenizer.h"

namespace alpharoute {

// Confined to one thread. Reuse it: it keeps its memory, so that later decisions do not allocate.
struct Workspace {
  std::vector<TokenId> tokens;
  std::vector<float> embedding;
  std::vector<NearCluster> near;
  std::vector<Expectation> expectations;           // for the plan's models
  std::vector<std::uint32_t> admitted;             // the models within the plan's limits
  std::vector<Expectation> admitted_expectations;  // for `admitted`
  std::vector<double> scores;                      // for `admitted`
  ScoringScratch scoring;
};

}  // namespace alpharoute
