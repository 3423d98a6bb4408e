#include "evaluate/study.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "evaluate/neighbours.h"

namespace alpharoute::evaluate {
namespace {

struct Inputs {
  const Router& router;
  const data::Dataset& dataset;
  const embed::Embeddings& embeddings;
  std::span<const std::size_t> rows;
  const StudyOptions& options;
};

// Expected accuracy of the strong model minus that of the weak one, for each row; -infinity if unknown.
std::vector<double> expected_gains(const Inputs& in, Plan plan) {
  const auto [weak, strong] = *in.options.pair;
  plan.models = {static_cast<std::uint32_t>(std::min(weak, strong)),
                 static_cast<std::uint32_t>(std::max(weak, strong))};
  plan.alpha = 1.0;  // a model without a known cost is eligible only here
  std::vector<double> gains(in.rows.size(), -std::numeric_limits<double>::infinity());
  Workspace workspace;
  Decision decision;
  for (std::size_t i = 0; i < in.rows.size(); ++i) {
    if (!in.router.decide(in.embeddings.row(in.rows[i]), plan, workspace, decision)) continue;
    double gain = 0.0;
    for (const ModelScore& model : decision.models) {
      gain += model.model == strong ? model.expectation.accuracy : -model.expectation.accuracy;
    }
    if (!std::isnan(gain)) gains[i] = gain;
  }
  return gains;
}

PairMetrics measure_pair(const Inputs& in, const Plan& plan, const Study& study) {
  const auto [weak, strong] = *in.options.pair;
  std::vector<PairRow> rows;
  const std::vector<double> gains = expected_gains(in, plan);
  for (std::size_t i = 0; i < in.rows.size(); ++i) {
    rows.push_back({gains[i], static_cast<double>(in.dataset.score[in.dataset.cell(in.rows[i], weak)]),
                    static_cast<double>(in.dataset.score[in.dataset.cell(in.rows[i], strong)])});
  }
  const std::vector<Outcome>& singles = study.evaluation.single_models;
  return pair_metrics(thresholds(std::move(rows)), singles[weak].overall.accuracy, singles[strong].overall.accuracy);
}

Metrics measure_sweep(const Inputs& in, const Plan& plan, std::span<const Point> sweep, const Study& study) {
  Metrics out = metrics(sweep, study.evaluation, study.baselines);
  if (in.options.pair) out.pair = measure_pair(in, plan, study);
  return out;
}

Result<void> add_scoring(const Inputs& in, Scoring scoring, Study& study) {
  const Result<Plan> plan = in.router.plan({.scoring = scoring});
  if (!plan) return {};  // the artifact does not support this mode
  const Result<std::vector<Choices>> choices =
      route(in.router, in.embeddings, in.rows, *plan, in.options.alphas, in.options.threads);
  if (!choices) return choices.error();
  Curve curve{measure_all(in.dataset, in.rows, in.options.alphas, *choices), {}};
  curve.metrics = measure_sweep(in, *plan, curve.points, study);
  study.others.emplace(scoring_name(scoring), std::move(curve));
  return {};
}

void add_neighbours(const Inputs& in, Study& study) {
  const std::vector<Choices> choices = neighbour_choices(in.dataset, in.embeddings, in.options.training, in.rows,
                                                         in.options.alphas, kNeighbours, in.options.threads);
  Curve curve{measure_all(in.dataset, in.rows, in.options.alphas, choices), {}};
  curve.metrics = metrics(curve.points, study.evaluation, study.baselines);
  study.others.emplace("knn", std::move(curve));
}

// Compares the expected accuracies of each decision with the scores. Skips rows without an eligible model.
void calibrate(const Inputs& in, const Plan& plan, Study& study) {
  Workspace workspace;
  Decision decision;
  Mean novelty;
  for (const std::size_t row : in.rows) {
    if (!in.router.decide(in.embeddings.row(row), plan, workspace, decision)) continue;
    novelty.add(decision.novelty);
    for (const ModelScore& model : decision.models) {
      const double score = static_cast<double>(in.dataset.score[in.dataset.cell(row, model.model)]);
      study.calibration.add(model.expectation.accuracy, score);
      if (model.model == decision.model) study.calibration_chosen.add(model.expectation.accuracy, score);
    }
  }
  study.novelty = novelty.value();
}

}  // namespace

Result<Study> study(const Router& router, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                    std::span<const std::size_t> rows, const Plan& plan, const StudyOptions& options) {
  const Inputs in{router, dataset, embeddings, rows, options};
  Result<Evaluation> evaluation = evaluate(router, dataset, embeddings, rows, plan, options.alphas, options.threads);
  if (!evaluation) return evaluation.error();
  Study out;
  out.evaluation = *std::move(evaluation);
  out.baselines = baselines(out.evaluation, dataset, rows);
  out.metrics = measure_sweep(in, plan, out.evaluation.router, out);
  for (const Scoring scoring : scorings()) {
    if (scoring == plan.scoring) continue;
    if (const Result<void> done = add_scoring(in, scoring, out); !done) return done.error();
  }
  if (!options.training.empty()) add_neighbours(in, out);
  calibrate(in, plan, out);
  out.claims = claims(out.evaluation.router, out.evaluation, out.baselines);
  out.elbows = elbows(out.evaluation.router);
  return out;
}

}  // namespace alpharoute::evaluate
