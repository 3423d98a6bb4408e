#include "alpharoute/scoring.h"

#include <array>
#include <iterator>

namespace alpharoute {
namespace {

struct Row {
  Scoring scoring;
  const ScoringMode* mode;
};

constexpr Row kTable[] = {
    {Scoring::posterior, &kPosteriorMode},
    {Scoring::paper, &kPaperMode},
    {Scoring::refcode, &kRefcodeMode},
};

constexpr auto kScorings = [] {
  std::array<Scoring, std::size(kTable)> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = kTable[i].scoring;
  return all;
}();

static_assert(
    [] {
      for (std::size_t i = 0; i < kScorings.size(); ++i) {
        if (static_cast<std::size_t>(kScorings[i]) != i) return false;
      }
      return true;
    }(),
    "rows are in the order of the enum");

}  // namespace

const ScoringMode& scoring_mode(Scoring scoring) { return *kTable[static_cast<std::size_t>(scoring)].mode; }

std::span<const Scoring> scorings() { return kScorings; }

bool is_available(Scoring scoring, const Posterior& posterior) {
  return !scoring_mode(scoring).reads_posterior || !posterior.empty();
}

std::string_view scoring_name(Scoring scoring) { return scoring_mode(scoring).name; }

std::optional<Scoring> scoring_from_name(std::string_view name) {
  for (const Row& row : kTable) {
    if (row.mode->name == name) return row.scoring;
  }
  return std::nullopt;
}

std::string scoring_names() {
  std::string names;
  for (std::size_t i = 0; i < std::size(kTable); ++i) {
    if (i > 0) names += i + 1 == std::size(kTable) ? " or " : ", ";
    names += kTable[i].mode->name;
  }
  return names;
}

std::uint32_t default_nearest_clusters(Scoring scoring) { return scoring_mode(scoring).nearest_clusters; }

}  // namespace alpharoute
