#include "fit/add_model.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "fit/fit_record.h"
#include "fit/forecast.h"
#include "fit/labelled_answers.h"
#include "fit/posterior/shrink.h"
#include "fit/profile.h"

namespace alpharoute::fit {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

Result<void> check(const Artifact& artifact, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                   const ModelInfo& info) {
  const auto bad = [](std::string message) { return Error{ErrorCode::bad_data, std::move(message)}; };
  const bool is_known = std::any_of(artifact.models.begin(), artifact.models.end(),
                                    [&](const ModelInfo& model) { return model.id == info.id; });
  if (is_known) return bad("the router already has a model \"" + info.id + "\". Give the new model another name.");
  if (artifact.posterior.empty()) return bad("the router was fitted without the posterior mode. Fit it again first.");
  if (auto same = embed::check_row_count(embeddings, dataset.rows()); !same) return same.error();
  return check_embedder(artifact.embedder, embeddings.made_by);
}

// Returns values in the order of the artifact as a matrix [m, k].
MatrixXd cells_of(const std::vector<float>& values, const Profiles& profiles) {
  using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  return Eigen::Map<const RowMajor>(values.data(), profiles.models, profiles.clusters).cast<double>();
}

// Each cluster's forecast, shrunk towards its own answers' residuals. The more the known models deviate from such
// forecasts (`variance`), the more the answers count.
void append_accuracy(const LabelledAnswers& answers, const Forecast& forecast, const MatrixXd& cells, double variance,
                     Posterior& posterior) {
  const Index k = cells.cols();
  const VectorXd prior =
      (forecast.weights.transpose() * (cells.colwise() - forecast.means)).transpose().array() + forecast.level;
  ArrayXd residual = ArrayXd::Zero(k), count = ArrayXd::Zero(k);
  for (Index i = 0; i < answers.score.size(); ++i) {
    const Index cluster = answers.cluster[static_cast<std::size_t>(i)];
    residual[cluster] += answers.score[i] - forecast.at(answers, i);
    ++count[cluster];
  }
  const double level = std::clamp(forecast.level, 0.05, 0.95);
  const double noise = level * (1.0 - level);
  for (Index j = 0; j < k; ++j) {
    const double strength = noise / variance;
    const double mean = prior[j] + residual[j] / (count[j] + strength);
    posterior.accuracy.push_back(static_cast<float>(std::clamp(mean, 0.0, 1.0)));
    const double cell_variance = noise / (count[j] + strength) + noise / static_cast<double>(answers.score.size());
    posterior.variance.push_back(static_cast<float>(std::min(cell_variance, 1.0)));
  }
}

// Returns [k]: the cost of a cluster relative to that of all training prompts, averaged over the models with known
// costs. 1 if no cost is known.
ArrayXd relative_costs(const MatrixXd& cost, const ArrayXd& sizes) {
  ArrayXd sum = ArrayXd::Zero(cost.cols());
  double known = 0.0;
  for (Index i = 0; i < cost.rows(); ++i) {
    const double mean = (cost.row(i).array() * sizes.transpose()).sum() / sizes.sum();
    if (!(mean > 0.0)) continue;
    sum += cost.row(i).transpose().array() / mean;
    ++known;
  }
  return known > 0.0 ? ArrayXd(sum / known) : ArrayXd::Ones(cost.cols());
}

void append_cost(const LabelledAnswers& answers, const ArrayXd& relative_cost, Posterior& posterior) {
  ArrayXd sum = ArrayXd::Zero(relative_cost.size()), count = sum;
  double expected = 0.0;
  for (std::size_t i = 0; i < answers.cost.size(); ++i) {
    if (std::isnan(answers.cost[i])) continue;
    const Index cluster = answers.cluster[i];
    sum[cluster] += static_cast<double>(answers.cost[i]);
    ++count[cluster];
    expected += relative_cost[cluster];
  }
  const double level = sum.sum() / expected;  // without a known cost NaN, and so are the expected costs
  for (Index j = 0; j < relative_cost.size(); ++j) {
    const double mean = (sum[j] + kCostStrength * level * relative_cost[j]) / (count[j] + kCostStrength);
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

void append_profile(const data::Dataset& column, const LabelledAnswers& answers, Profiles& profiles) {
  const Profiles added = profile(column, answers.rows, answers.cluster, profiles.clusters);
  profiles.accuracy.insert(profiles.accuracy.end(), added.accuracy.begin(), added.accuracy.end());
  profiles.cost.insert(profiles.cost.end(), added.cost.begin(), added.cost.end());
  profiles.count.insert(profiles.count.end(), added.count.begin(), added.count.end());
  ++profiles.models;
}

void append_record(const ModelInfo& info, const data::Dataset& dataset, const LabelledAnswers& answers,
                   Artifact& artifact) {
  FitRecord record = read_fit_record(artifact.fit_json);
  record.added_models.push_back({info.id, answers.rows.size(), data::rows_sha256(dataset)});
  artifact.fit_json = fit_record_json(record);
}

}  // namespace

Result<Artifact> add_model(const Artifact& artifact, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                           const ModelInfo& info) {
  if (auto usable = check(artifact, dataset, embeddings, info); !usable) return usable.error();
  const Result<data::Dataset> column = data::select_models(dataset, {info.id});
  if (!column) return column.error();
  const Result<LabelledAnswers> answers = collect_answers(artifact, dataset, embeddings, info.id);
  if (!answers) return answers.error();
  if (answers->rows.empty()) {
    return Error{ErrorCode::bad_data,
                 "no row has a score for the model \"" + info.id + "\". Add a few of its answers."};
  }
  const MatrixXd accuracy = cells_of(artifact.posterior.accuracy, artifact.profiles);
  const Eigen::Map<const Eigen::Array<std::uint32_t, Eigen::Dynamic, 1>> sizes(
      artifact.cluster_size.data(), static_cast<Index>(artifact.cluster_size.size()));
  const ArrayXd prompts = sizes.cast<double>();
  const VectorXd means = accuracy * (prompts / prompts.sum()).matrix();
  const Forecast forecast = fit_forecast(*answers, means);

  Artifact extended = artifact;
  append_accuracy(*answers, forecast, accuracy, residual_variance(artifact, accuracy, means), extended.posterior);
  append_cost(*answers, relative_costs(cells_of(artifact.posterior.cost, artifact.profiles), prompts),
              extended.posterior);
  append_head(forecast, artifact.centroids.dimensions, extended.posterior);
  append_profile(*column, *answers, extended.profiles);
  extended.models.push_back(info);
  append_record(info, dataset, *answers, extended);
  return extended;
}

}  // namespace alpharoute::fit
