#include "experiment/tuning.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "cli/common/command.h"
#include "experiment/refit.h"

namespace alpharoute::cli {
namespace {

// One scoring mode and nearest_clusters, and what it chose so far: by alpha, for the held-out rows of all folds one after the
// other.
struct Candidate {
  Scoring scoring;
  std::uint32_t nearest_clusters;
  std::vector<evaluate::Choices> choices;
  bool is_possible = true;
};

// Twentieths: AIQ over them differs from that over hundredths by less than folds differ.
std::vector<double> dial() {
  std::vector<double> alphas;
  for (int i = 0; i <= 20; ++i) alphas.push_back(i / 20.0);
  return alphas;
}

std::vector<std::size_t> held_out_rows(const std::vector<data::Split>& folds) {
  std::vector<std::size_t> rows;
  for (const data::Split& fold : folds) rows.insert(rows.end(), fold.test.begin(), fold.test.end());
  return rows;
}

// More near clusters than there are come to all of them, which is tried once.
std::vector<Candidate> candidates(const TuningGrid& grid, std::uint32_t clusters, std::size_t alphas) {
  std::set<std::uint32_t> nearest_clusters;
  for (const std::uint32_t asked : grid.nearest_clusters) nearest_clusters.insert(std::min(asked, clusters));
  std::vector<Candidate> out;
  for (const Scoring scoring : kScorings) {
    for (const std::uint32_t p : nearest_clusters) out.push_back({scoring, p, std::vector<evaluate::Choices>(alphas)});
  }
  return out;
}

void choose(const TuningData& data, const Router& router, const data::Split& fold, const std::vector<double>& alphas,
            Candidate& candidate) {
  const Result<Plan> plan = router.plan({.scoring = candidate.scoring, .nearest_clusters = candidate.nearest_clusters});
  if (!plan) {
    candidate.is_possible = false;
    return;
  }
  const std::vector<evaluate::Choices> choices =
      take(evaluate::route(router, data.embeddings, fold.test, *plan, alphas, data.fit.threads));
  for (std::size_t a = 0; a < alphas.size(); ++a) {
    candidate.choices[a].insert(candidate.choices[a].end(), choices[a].begin(), choices[a].end());
  }
}

// What does not depend on the settings: the single models and the oracle on all held-out rows.
struct TuningBaselines {
  evaluate::Evaluation evaluation;
  evaluate::Baselines baselines;
};

TuningBaselines yardstick(const data::Dataset& dataset, const std::vector<std::size_t>& rows) {
  TuningBaselines out;
  for (std::size_t model = 0; model < dataset.models.size(); ++model) {
    const evaluate::Choices always(rows.size(), static_cast<std::int64_t>(model));
    out.evaluation.single_models.push_back(evaluate::measure(dataset, rows, always));
  }
  out.evaluation.oracle = evaluate::measure(dataset, rows, evaluate::oracle_choices(dataset, rows));
  out.baselines = evaluate::baselines(out.evaluation, dataset, rows);
  return out;
}

bool is_better(const TuningResult& a, const TuningResult& b) {
  const bool has_aiq = !std::isnan(a.metrics.aiq) && !std::isnan(b.metrics.aiq);
  const double of_a = has_aiq ? a.metrics.aiq : a.accuracy, of_b = has_aiq ? b.metrics.aiq : b.accuracy;
  return std::tuple(-of_a, a.clusters, a.nearest_clusters) < std::tuple(-of_b, b.clusters, b.nearest_clusters);
}

}  // namespace

std::vector<TuningResult> try_all(const TuningData& data, const TuningGrid& grid,
                           const std::function<void(double)>& progress) {
  const std::vector<double> alphas = dial();
  const std::vector<std::size_t> rows = held_out_rows(data.folds);
  const TuningBaselines yard = yardstick(data.dataset, rows);
  const auto fits = static_cast<double>(grid.clusters.size() * data.folds.size());
  double done = 0.0;
  std::vector<TuningResult> tried;
  for (const std::uint32_t clusters : grid.clusters) {
    std::vector<Candidate> all = candidates(grid, clusters, alphas.size());
    RefitSettings settings{data.fit, {}};
    settings.fit.clusters = clusters;
    for (const data::Split& fold : data.folds) {
      const Router router = refit(data.path, data.dataset, fold, data.embeddings, settings,
                                  [&](double share) { progress((done + share) / fits); });
      for (Candidate& candidate : all) choose(data, router, fold, alphas, candidate);
      ++done;
    }
    for (const Candidate& candidate : all) {
      if (!candidate.is_possible) continue;
      const auto points = evaluate::measure_all(data.dataset, rows, alphas, candidate.choices);
      tried.push_back({candidate.scoring, clusters, candidate.nearest_clusters,
                       evaluate::metrics(points, yard.evaluation, yard.baselines),
                       points.back().outcome.overall.accuracy});
    }
  }
  std::stable_sort(tried.begin(), tried.end(), is_better);
  return tried;
}

}  // namespace alpharoute::cli
