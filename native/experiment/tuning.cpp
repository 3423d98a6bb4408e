#include "experiment/tuning.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "experiment/refit.h"

namespace alpharoute::experiment {
namespace {

struct Candidate {
  Scoring scoring;
  std::uint32_t nearest_clusters;
  std::vector<evaluate::Choices> choices;  // by alpha, for the held-out rows of the folds so far, in fold order
  bool is_possible = true;
};

// Steps of 0.05: AIQ differs from that of steps of 0.01 by less than it differs between folds.
std::vector<double> alpha_steps() {
  std::vector<double> alphas;
  for (int i = 0; i <= 20; ++i) alphas.push_back(i / 20.0);
  return alphas;
}

std::vector<std::size_t> held_out_rows(const std::vector<data::Split>& folds) {
  std::vector<std::size_t> rows;
  for (const data::Split& fold : folds) rows.insert(rows.end(), fold.test.begin(), fold.test.end());
  return rows;
}

std::vector<Candidate> candidates(const TuningGrid& grid, std::uint32_t clusters, std::size_t alphas) {
  std::set<std::uint32_t> nearest_clusters;
  for (const std::uint32_t requested : grid.nearest_clusters) nearest_clusters.insert(std::min(requested, clusters));
  std::vector<Candidate> out;
  for (const Scoring scoring : scorings()) {
    for (const std::uint32_t p : nearest_clusters) out.push_back({scoring, p, std::vector<evaluate::Choices>(alphas)});
  }
  return out;
}

Result<void> choose(const TuningData& data, const Router& router, const data::Split& fold,
                    const std::vector<double>& alphas, Candidate& candidate) {
  const Result<Plan> plan = router.plan({.scoring = candidate.scoring, .nearest_clusters = candidate.nearest_clusters});
  if (!plan) {
    candidate.is_possible = false;
    return {};
  }
  const Result<std::vector<evaluate::Choices>> choices =
      evaluate::route(router, data.embeddings, fold.test, *plan, alphas, data.fit.threads);
  if (!choices) return choices.error();
  for (std::size_t a = 0; a < alphas.size(); ++a) {
    candidate.choices[a].insert(candidate.choices[a].end(), (*choices)[a].begin(), (*choices)[a].end());
  }
  return {};
}

// Outcomes that do not depend on the settings: the single models and the oracle on all held-out rows.
struct TuningBaselines {
  evaluate::Evaluation evaluation;
  evaluate::Baselines baselines;
};

TuningBaselines measure_baselines(const data::Dataset& dataset, const std::vector<std::size_t>& rows) {
  TuningBaselines out;
  out.evaluation.single_models = evaluate::measure_single_models(dataset, rows);
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

Result<std::vector<TuningResult>> evaluate_grid(const TuningData& data, const TuningGrid& grid,
                                                const Progress& progress) {
  const std::vector<double> alphas = alpha_steps();
  const std::vector<std::size_t> rows = held_out_rows(data.folds);
  const TuningBaselines reference = measure_baselines(data.dataset, rows);
  const auto fits = static_cast<double>(grid.clusters.size() * data.folds.size());
  double done = 0.0;
  std::vector<TuningResult> results;
  for (const std::uint32_t clusters : grid.clusters) {
    std::vector<Candidate> all = candidates(grid, clusters, alphas.size());
    RefitSettings settings{data.fit, {}};
    settings.fit.clusters = clusters;
    for (const data::Split& fold : data.folds) {
      const Result<Router> router =
          refit(data.dataset, fold, data.embeddings, settings, [&](double share) { progress((done + share) / fits); });
      if (!router) return router.error();
      for (Candidate& candidate : all) {
        if (const Result<void> chosen = choose(data, *router, fold, alphas, candidate); !chosen) return chosen.error();
      }
      ++done;
    }
    for (const Candidate& candidate : all) {
      if (!candidate.is_possible) continue;
      const auto points = evaluate::measure_all(data.dataset, rows, alphas, candidate.choices);
      results.push_back({candidate.scoring, clusters, candidate.nearest_clusters,
                         evaluate::metrics(points, reference.evaluation, reference.baselines),
                         points.back().outcome.overall.accuracy});
    }
  }
  progress(1.0);
  std::stable_sort(results.begin(), results.end(), is_better);
  return results;
}

}  // namespace alpharoute::experiment
