#include "evaluate/evaluate.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/workers.h"
#include "evaluate/mean.h"

namespace alpharoute::evaluate {
namespace {

// Rows per task of a worker thread.
constexpr std::size_t kBatch = 64;

struct Tally {
  Mean accuracy, cost;

  void add(double score, double cost_usd) {
    accuracy.add(score);
    cost.add(cost_usd);
  }

  Means means() const { return {accuracy.value(), cost.value() * 1000.0}; }
};

Result<void> check(const Router& router, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                   std::span<const std::size_t> rows) {
  if (rows.empty()) {
    return Error{ErrorCode::bad_data, "no rows to evaluate. Pass --rows all, or fit with a lower --train-ratio."};
  }
  if (auto same = embed::check_row_count(embeddings, dataset.rows()); !same) return same.error();
  return check_embedder(router.artifact().embedder, embeddings.made_by);
}

}  // namespace

Outcome measure(const data::Dataset& dataset, std::span<const std::size_t> rows,
                std::span<const std::int64_t> choices) {
  Outcome outcome;
  Tally overall;
  std::vector<Tally> groups(dataset.groups.size());
  std::vector<std::size_t> chosen(dataset.models.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (choices[i] == kUndecided) {
      ++outcome.undecided;
      continue;
    }
    const auto model = static_cast<std::size_t>(choices[i]);
    ++chosen[model];
    const double score = static_cast<double>(dataset.score[dataset.cell(rows[i], model)]);
    const double cost = static_cast<double>(dataset.cost[dataset.cell(rows[i], model)]);
    outcome.unanswered += std::isnan(score);
    overall.add(score, cost);
    groups[dataset.group[rows[i]]].add(score, cost);
  }
  outcome.overall = overall.means();
  Mean macro;
  for (const Tally& group : groups) {
    outcome.groups.push_back(group.means());
    macro.add(outcome.groups.back().accuracy);
  }
  outcome.accuracy_macro = macro.value();
  for (const std::size_t count : chosen) {
    outcome.shares.push_back(static_cast<double>(count) / static_cast<double>(rows.size()));
  }
  outcome.errors = errors(dataset, rows, choices);
  return outcome;
}

std::vector<Outcome> measure_single_models(const data::Dataset& dataset, std::span<const std::size_t> rows) {
  std::vector<Outcome> outcomes;
  for (std::size_t model = 0; model < dataset.models.size(); ++model) {
    const Choices always(rows.size(), static_cast<std::int64_t>(model));
    outcomes.push_back(measure(dataset, rows, always));
  }
  return outcomes;
}

Result<std::vector<Choices>> route(const Router& router, const embed::Embeddings& embeddings,
                                   std::span<const std::size_t> rows, const Plan& plan, std::span<const double> alphas,
                                   unsigned threads) {
  std::vector<Choices> choices(alphas.size(), Choices(rows.size()));
  std::vector<std::optional<Error>> failures((rows.size() + kBatch - 1) / kBatch);
  base::Workers workers(threads);
  workers.run(failures.size(), [&](std::size_t batch) {
    Choices of_row(alphas.size());
    Workspace workspace;
    const std::size_t end = std::min(rows.size(), (batch + 1) * kBatch);
    for (std::size_t i = batch * kBatch; i < end; ++i) {
      const Result<void> done = router.sweep(embeddings.row(rows[i]), plan, alphas, workspace, of_row);
      if (!done) {
        failures[batch] = done.error();
        return;
      }
      for (std::size_t a = 0; a < alphas.size(); ++a) choices[a][i] = of_row[a];
    }
  });
  for (const std::optional<Error>& failure : failures) {
    if (failure) return *failure;
  }
  return choices;
}

std::vector<Point> measure_all(const data::Dataset& dataset, std::span<const std::size_t> rows,
                               std::span<const double> alphas, std::span<const Choices> choices) {
  std::vector<Point> points;
  for (std::size_t a = 0; a < alphas.size(); ++a) points.push_back({alphas[a], measure(dataset, rows, choices[a])});
  return points;
}

Result<Evaluation> evaluate(const Router& router, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                            std::span<const std::size_t> rows, const Plan& plan, std::span<const double> alphas,
                            unsigned threads) {
  if (const Result<void> usable = check(router, dataset, embeddings, rows); !usable) return usable.error();
  const Result<std::vector<Choices>> routed = route(router, embeddings, rows, plan, alphas, threads);
  if (!routed) return routed.error();
  Evaluation evaluation;
  evaluation.router = measure_all(dataset, rows, alphas, *routed);
  evaluation.single_models = measure_single_models(dataset, rows);
  evaluation.oracle = measure(dataset, rows, oracle_choices(dataset, rows));
  return evaluation;
}

}  // namespace alpharoute::evaluate
