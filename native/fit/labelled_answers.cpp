#include "fit/labelled_answers.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "alpharoute/router.h"

namespace alpharoute::fit {
namespace {

using Eigen::Index;

std::optional<std::size_t> find_column(const data::Dataset& dataset, const std::string& model_id) {
  const auto found = std::find(dataset.models.begin(), dataset.models.end(), model_id);
  if (found == dataset.models.end()) return std::nullopt;
  return static_cast<std::size_t>(found - dataset.models.begin());
}

// The data set's column of each of the artifact's models, if it has one.
std::vector<std::optional<std::size_t>> known_columns(const Artifact& artifact, const data::Dataset& dataset) {
  std::vector<std::optional<std::size_t>> columns;
  for (const ModelInfo& model : artifact.models) columns.push_back(find_column(dataset, model.id));
  return columns;
}

double known_residual_at(const data::Dataset& dataset, const std::vector<std::optional<std::size_t>>& columns,
                         std::size_t row, const Eigen::RowVectorXd& expected) {
  double sum = 0.0, count = 0.0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const double score = columns[i] ? static_cast<double>(dataset.score[dataset.cell(row, *columns[i])]) : NAN;
    if (std::isnan(score)) continue;
    sum += score - expected[static_cast<Index>(i)];
    ++count;
  }
  return count > 0.0 ? sum / count : 0.0;
}

}  // namespace

Result<LabelledAnswers> collect_answers(const Artifact& artifact, const data::Dataset& dataset,
                                        const embed::Embeddings& embeddings, const std::string& model_id) {
  const std::size_t column = *find_column(dataset, model_id);
  const std::vector<std::optional<std::size_t>> known = known_columns(artifact, dataset);
  const Result<Router> router = Router::create(artifact, std::nullopt);
  if (!router) return router.error();
  const Result<Plan> plan = router->plan({.alpha = 1.0, .scoring = Scoring::posterior});
  if (!plan) return plan.error();
  LabelledAnswers answers;
  for (std::size_t row = 0; row < dataset.rows(); ++row) {
    if (!std::isnan(dataset.score[dataset.cell(row, column)])) answers.rows.push_back(row);
  }
  const auto n = static_cast<Index>(answers.rows.size());
  answers.expected.resize(n, static_cast<Index>(artifact.models.size()));
  answers.known_residual.resize(n);
  answers.score.resize(n);
  Workspace workspace;
  Decision decision;
  for (Index i = 0; i < n; ++i) {
    const std::size_t row = answers.rows[static_cast<std::size_t>(i)], cell = dataset.cell(row, column);
    if (auto done = router->decide(embeddings.row(row), *plan, workspace, decision); !done) return done.error();
    for (const ModelScore& model : decision.models) answers.expected(i, model.model) = model.expectation.accuracy;
    answers.known_residual[i] = known_residual_at(dataset, known, row, answers.expected.row(i));
    answers.score[i] = static_cast<double>(dataset.score[cell]);
    answers.cost.push_back(dataset.cost[cell]);
    answers.cluster.push_back(decision.clusters.front().id);
  }
  return answers;
}

}  // namespace alpharoute::fit
