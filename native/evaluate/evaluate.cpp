#include "evaluate/evaluate.h"

#include <cmath>
#include <limits>

namespace alpharoute::evaluate {
namespace {

// A mean of what is known.
class Mean {
 public:
  void add(double value) {
    if (std::isnan(value)) return;
    sum_ += value;
    ++count_;
  }

  double value() const {
    return count_ > 0 ? sum_ / static_cast<double>(count_) : std::numeric_limits<double>::quiet_NaN();
  }

 private:
  double sum_ = 0.0;
  std::size_t count_ = 0;
};

struct Tally {
  Mean accuracy, cost;

  void add(double score, double cost_usd) {
    accuracy.add(score);
    cost.add(cost_usd);
  }

  Means means() const { return {accuracy.value(), cost.value() * 1000.0}; }
};

// The cheapest of the models with the best score; an unknown cost counts as dearest.
std::int64_t oracle_choice(const data::Dataset& dataset, std::size_t row) {
  std::int64_t choice = kUndecided;
  double best_score = 0.0, best_cost = 0.0;
  for (std::size_t model = 0; model < dataset.models.size(); ++model) {
    const double score = static_cast<double>(dataset.score[dataset.cell(row, model)]);
    if (std::isnan(score)) continue;
    double cost = static_cast<double>(dataset.cost[dataset.cell(row, model)]);
    if (std::isnan(cost)) cost = std::numeric_limits<double>::infinity();
    if (choice != kUndecided && (score < best_score || (score == best_score && cost >= best_cost))) continue;
    choice = static_cast<std::int64_t>(model);
    best_score = score;
    best_cost = cost;
  }
  return choice;
}

Result<void> check(const Router& router, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                   std::span<const std::size_t> rows) {
  if (rows.empty()) {
    return Error{ErrorCode::bad_data, "no row is left to evaluate. Ask for --rows all, or fit with a lower --train-ratio."};
  }
  if (embeddings.rows() != dataset.rows()) {
    return Error{ErrorCode::bad_data, "there are " + std::to_string(embeddings.rows()) + " embeddings for " +
                                          std::to_string(dataset.rows()) +
                                          " rows of data. Embed this very file again."};
  }
  return check_embedder(router.artifact().embedder, embeddings.made_by);
}

// Choices by alpha and row: the clusters of a row are looked up once for all alphas.
Result<std::vector<std::vector<std::int64_t>>> route(const Router& router, const embed::Embeddings& embeddings,
                                                     std::span<const std::size_t> rows, const Plan& plan,
                                                     std::span<const double> alphas) {
  std::vector<std::vector<std::int64_t>> choices(alphas.size(), std::vector<std::int64_t>(rows.size()));
  std::vector<std::int64_t> of_row(alphas.size());
  Workspace workspace;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Result<void> done = router.sweep(embeddings.row(rows[i]), plan, alphas, workspace, of_row);
    if (!done) return done.error();
    for (std::size_t a = 0; a < alphas.size(); ++a) choices[a][i] = of_row[a];
  }
  return choices;
}

}  // namespace

Outcome measure(const data::Dataset& dataset, std::span<const std::size_t> rows, std::span<const std::int64_t> choices) {
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
  return outcome;
}

Result<Evaluation> evaluate(const Router& router, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                            std::span<const std::size_t> rows, const Plan& plan, std::span<const double> alphas) {
  if (const Result<void> usable = check(router, dataset, embeddings, rows); !usable) return usable.error();
  const auto routed = route(router, embeddings, rows, plan, alphas);
  if (!routed) return routed.error();
  Evaluation evaluation;
  for (std::size_t a = 0; a < alphas.size(); ++a) {
    evaluation.router.push_back({alphas[a], measure(dataset, rows, (*routed)[a])});
  }
  for (std::size_t model = 0; model < dataset.models.size(); ++model) {
    const std::vector<std::int64_t> always(rows.size(), static_cast<std::int64_t>(model));
    evaluation.single_models.push_back(measure(dataset, rows, always));
  }
  std::vector<std::int64_t> best;
  for (const std::size_t row : rows) best.push_back(oracle_choice(dataset, row));
  evaluation.oracle = measure(dataset, rows, best);
  return evaluation;
}

}  // namespace alpharoute::evaluate
