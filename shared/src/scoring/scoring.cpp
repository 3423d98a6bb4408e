#include "alpharoute/scoring.h"

namespace alpharoute {

std::string_view scoring_name(Scoring scoring) {
  switch (scoring) {
    case Scoring::posterior: return "posterior";
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

std::uint32_t default_nearest_clusters(Scoring scoring) {
  switch (scoring) {
    case Scoring::posterior: return 8;
    case Scoring::paper: return 4;
    case Scoring::refcode: return 3;
  }
  return 1;
}

}  // namespace alpharoute
