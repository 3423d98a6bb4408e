#include "fit/add_model.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "alpharoute/router.h"
#include "fit/profile.h"

namespace alpharoute::fit {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Strength with which each known model's weight is held at 1 / m: an answer's variance, about 0.2, over that of a
// weight.
constexpr double kWeightStrength = 10.0;
constexpr double kCostStrength = 10.0;  // as in shrink_costs
constexpr double kLeastVariance = 1e-4;

// What the labelled rows say: the new model's answers beside what was expected of the known models, and what they got.
struct Labels {
  MatrixXd expected;                   // [n, m]
  VectorXd known_residual;                   // [n] by how much the known models did better than expected; 0 if not known
  VectorXd score;                      // [n]
  std::vector<float> cost;             // [n], NaN: unknown
  std::vector<std::uint32_t> cluster;  // [n] the nearest
  std::vector<std::size_t> rows;       // of the data set
};

// m x k, as the artifact has them.
MatrixXd cells_of(const std::vector<float>& values, const Profiles& profiles) {
  using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  return Eigen::Map<const RowMajor>(values.data(), profiles.models, profiles.clusters).cast<double>();
}

// Columns of the known models in the data set, by their place in the artifact; where they are not in it, nothing.
std::vector<std::optional<std::size_t>> known_columns(const Artifact& artifact, const data::Dataset& dataset) {
  std::vector<std::optional<std::size_t>> columns;
  for (const ModelInfo& model : artifact.models) {
    const auto found = std::find(dataset.models.begin(), dataset.models.end(), model.id);
    columns.push_back(found == dataset.models.end()
                          ? std::nullopt
                          : std::optional(static_cast<std::size_t>(found - dataset.models.begin())));
  }
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

Result<Labels> collect(const Artifact& artifact, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                       const std::string& model_id) {
  const auto column = static_cast<std::size_t>(std::find(dataset.models.begin(), dataset.models.end(), model_id) -
                                               dataset.models.begin());
  const std::vector<std::optional<std::size_t>> known = known_columns(artifact, dataset);
  const Result<Router> router = Router::create(artifact, std::nullopt);
  if (!router) return router.error();
  const Result<Plan> plan = router->plan({.alpha = 1.0, .scoring = Scoring::posterior});
  if (!plan) return plan.error();
  Labels labels;
  for (std::size_t row = 0; row < dataset.rows(); ++row) {
    if (!std::isnan(dataset.score[dataset.cell(row, column)])) labels.rows.push_back(row);
  }
  const auto n = static_cast<Index>(labels.rows.size());
  labels.expected.resize(n, static_cast<Index>(artifact.models.size()));
  labels.known_residual.resize(n);
  labels.score.resize(n);
  Workspace workspace;
  Decision decision;
  for (Index i = 0; i < n; ++i) {
    const std::size_t row = labels.rows[static_cast<std::size_t>(i)], cell = dataset.cell(row, column);
    if (auto done = router->decide(embeddings.row(row), *plan, workspace, decision); !done) return done.error();
    for (const ModelScore& model : decision.models) labels.expected(i, model.model) = model.expectation.accuracy;
    labels.known_residual[i] = known_residual_at(dataset, known, row, labels.expected.row(i));
    labels.score[i] = static_cast<double>(dataset.score[cell]);
    labels.cost.push_back(dataset.cost[cell]);
    labels.cluster.push_back(decision.clusters.front().id);
  }
  return labels;
}

// score ~ level + weights . (expected accuracies - their means over the training prompts) + follow * known_residual.
struct Forecast {
  double level;
  VectorXd weights;  // [m]
  VectorXd means;    // [m]
  double follow;     // 1: as hard for the new model as for the known ones

  double of(const Labels& labels, Index i) const {
    return level + weights.dot(labels.expected.row(i).transpose() - means) + follow * labels.known_residual[i];
  }
};

Forecast regress(const Labels& labels, const VectorXd& means) {
  const Index m = means.size(), n = labels.score.size();
  VectorXd prior = VectorXd::Constant(m + 1, 1.0 / static_cast<double>(m));
  prior[m] = 1.0;
  MatrixXd x(n, m + 1);
  x << labels.expected, labels.known_residual;
  const Eigen::RowVectorXd centre = x.colwise().mean();
  x.rowwise() -= centre;
  const VectorXd y = labels.score.array() - labels.score.mean();
  const MatrixXd system = x.transpose() * x + kWeightStrength * MatrixXd::Identity(m + 1, m + 1);
  const VectorXd weights = prior + system.llt().solve(x.transpose() * (y - x * prior));
  // The labelled rows may be easier or harder than the training prompts, as far as the known models tell.
  VectorXd usual(m + 1);
  usual << means, 0.0;
  return {labels.score.mean() - weights.dot(centre.transpose() - usual), weights.head(m), means, weights[m]};
}

// How far a known model's cells stray from what the other models' cells predict, as a variance less that of the
// counts.
double residual_variance(const Artifact& artifact, const MatrixXd& cells, const VectorXd& means) {
  const Index m = cells.rows();
  const MatrixXd deviation = cells.colwise() - means;
  double sum = 0.0, answers = 0.0;
  for (Index i = 0; i < m && m > 1; ++i) {
    for (Index j = 0; j < cells.cols(); ++j) {
      const std::size_t cell = artifact.profiles.cell(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j));
      const double count = artifact.profiles.count[cell];
      if (count == 0.0) continue;
      const double others = (deviation.col(j).sum() - deviation(i, j)) / static_cast<double>(m - 1);
      const double predicted = std::clamp(means[i] + others, 0.0, 1.0);
      const double stray = static_cast<double>(artifact.profiles.accuracy[cell]) - predicted;
      sum += count * stray * stray - predicted * (1.0 - predicted);
      answers += count;
    }
  }
  return std::max(answers > 0.0 ? sum / answers : 0.0, kLeastVariance);
}

void append_accuracy(const Labels& labels, const Forecast& forecast, const MatrixXd& cells, double stray,
                     Posterior& posterior) {
  const Index k = cells.cols();
  const VectorXd prior =
      (forecast.weights.transpose() * (cells.colwise() - forecast.means)).transpose().array() + forecast.level;
  ArrayXd missed = ArrayXd::Zero(k), count = ArrayXd::Zero(k);
  for (Index i = 0; i < labels.score.size(); ++i) {
    const Index cluster = labels.cluster[static_cast<std::size_t>(i)];
    missed[cluster] += labels.score[i] - forecast.of(labels, i);
    ++count[cluster];
  }
  const double level = std::clamp(forecast.level, 0.05, 0.95);
  const double noise = level * (1.0 - level);
  for (Index j = 0; j < k; ++j) {
    const double strength = noise / stray;
    const double mean = prior[j] + missed[j] / (count[j] + strength);
    posterior.accuracy.push_back(static_cast<float>(std::clamp(mean, 0.0, 1.0)));
    const double variance = noise / (count[j] + strength) + noise / static_cast<double>(labels.score.size());
    posterior.variance.push_back(static_cast<float>(std::min(variance, 1.0)));
  }
}

void append_cost(const Labels& labels, const MatrixXd& cost, const ArrayXd& sizes, Posterior& posterior) {
  // How dear a cluster is beside all training prompts, by the models whose cost is known.
  ArrayXd dearness = ArrayXd::Zero(cost.cols());
  double known = 0.0;
  for (Index i = 0; i < cost.rows(); ++i) {
    const double mean = (cost.row(i).array() * sizes.transpose()).sum() / sizes.sum();
    if (!(mean > 0.0)) continue;
    dearness += cost.row(i).transpose().array() / mean;
    ++known;
  }
  dearness = known > 0.0 ? ArrayXd(dearness / known) : ArrayXd::Ones(cost.cols());
  ArrayXd sum = ArrayXd::Zero(cost.cols()), count = sum;
  double expected = 0.0;
  for (std::size_t i = 0; i < labels.cost.size(); ++i) {
    if (std::isnan(labels.cost[i])) continue;
    const Index cluster = labels.cluster[i];
    sum[cluster] += static_cast<double>(labels.cost[i]);
    ++count[cluster];
    expected += dearness[cluster];
  }
  const double level = sum.sum() / expected;  // NaN without any known cost: unknown stays unknown
  for (Index j = 0; j < cost.cols(); ++j) {
    const double mean = (sum[j] + kCostStrength * level * dearness[j]) / (count[j] + kCostStrength);
    posterior.cost.push_back(static_cast<float>(mean));
  }
}

void append_head(const Forecast& forecast, std::uint32_t dimensions, Posterior& posterior) {
  if (posterior.head_share == 0.0) return;
  const auto m = static_cast<std::size_t>(forecast.weights.size());
  double offset = forecast.level;
  std::vector<double> row(dimensions);
  for (std::size_t i = 0; i < m; ++i) {
    const double weight = forecast.weights[static_cast<Index>(i)];
    offset += weight * (static_cast<double>(posterior.offset[i]) - forecast.means[static_cast<Index>(i)]);
    for (std::size_t j = 0; j < dimensions; ++j)
      row[j] += weight * static_cast<double>(posterior.head[i * dimensions + j]);
  }
  for (const double value : row) posterior.head.push_back(static_cast<float>(value));
  posterior.offset.push_back(static_cast<float>(offset));
}

void append_profile(const data::Dataset& column, const Labels& labels, Profiles& profiles) {
  const Profiles added = profile(column, labels.rows, labels.cluster, profiles.clusters);
  profiles.accuracy.insert(profiles.accuracy.end(), added.accuracy.begin(), added.accuracy.end());
  profiles.cost.insert(profiles.cost.end(), added.cost.begin(), added.cost.end());
  profiles.count.insert(profiles.count.end(), added.count.begin(), added.count.end());
  ++profiles.models;
}

void note(const ModelInfo& info, const data::Dataset& dataset, const Labels& labels, Artifact& artifact) {
  nlohmann::ordered_json fit = nlohmann::ordered_json::parse(artifact.fit_json, nullptr, false);
  if (!fit.is_object()) fit = nlohmann::ordered_json::object();
  fit["added_models"].push_back(
      {{"id", info.id}, {"labels", labels.rows.size()}, {"data_sha256", data::rows_sha256(dataset)}});
  artifact.fit_json = fit.dump();
}

Result<void> check(const Artifact& artifact, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                   const ModelInfo& info) {
  const auto bad = [](std::string message) { return Error{ErrorCode::bad_data, std::move(message)}; };
  const bool is_known = std::any_of(artifact.models.begin(), artifact.models.end(),
                                    [&](const ModelInfo& model) { return model.id == info.id; });
  if (is_known) return bad("the router knows the model \"" + info.id + "\" already. Give the new one another name.");
  if (artifact.posterior.empty()) return bad("the router was fitted without the posterior mode. Fit it again first.");
  if (embeddings.rows() != dataset.rows()) {
    return bad("there are " + std::to_string(embeddings.rows()) + " embeddings for " + std::to_string(dataset.rows()) +
               " rows of data. Embed this very file again.");
  }
  return check_embedder(artifact.embedder, embeddings.made_by);
}

}  // namespace

Result<Artifact> add_model(const Artifact& artifact, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                           const ModelInfo& info) {
  if (auto usable = check(artifact, dataset, embeddings, info); !usable) return usable.error();
  const Result<data::Dataset> column = data::select_models(dataset, {info.id});
  if (!column) return column.error();
  const Result<Labels> labels = collect(artifact, dataset, embeddings, info.id);
  if (!labels) return labels.error();
  if (labels->rows.empty()) {
    return Error{ErrorCode::bad_data, "no row has a score of the model \"" + info.id + "\". Add a few of its answers."};
  }
  const MatrixXd accuracy = cells_of(artifact.posterior.accuracy, artifact.profiles);
  const Eigen::Map<const Eigen::Array<std::uint32_t, Eigen::Dynamic, 1>> sizes(
      artifact.cluster_size.data(), static_cast<Index>(artifact.cluster_size.size()));
  const ArrayXd prompts = sizes.cast<double>();
  const VectorXd means = accuracy * (prompts / prompts.sum()).matrix();
  const Forecast forecast = regress(*labels, means);

  Artifact extended = artifact;
  append_accuracy(*labels, forecast, accuracy, residual_variance(artifact, accuracy, means), extended.posterior);
  append_cost(*labels, cells_of(artifact.posterior.cost, artifact.profiles), prompts, extended.posterior);
  append_head(forecast, artifact.centroids.dimensions, extended.posterior);
  append_profile(*column, *labels, extended.profiles);
  extended.models.push_back(info);
  note(info, dataset, *labels, extended);
  return extended;
}

}  // namespace alpharoute::fit
