#include "alpharoute/score.h"

namespace alpharoute {

std::string_view scoring_name(Scoring scoring) {
  switch (scoring) {
    case Scoring::paper: return "paper";
    case Scoring::refcode: return "refcode";
  }
  return "unknown";
}

std::optional<Scoring> scoring_from_name(std::string_view name) {
  for (const Scoring scoring : kScorings) {
    if (scoring_name(scoring) == name) return scoring;
  }
  return std::nullopt;
}

std::uint32_t default_top_p(Scoring scoring) { return scoring == Scoring::refcode ? 3 : 4; }

}  // namespace alpharoute
