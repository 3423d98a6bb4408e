#include "fit/fit.h"

#include <algorithm>
#include <cmath>

#include "fit/kmeans.h"
#include "fit/labels.h"
#include "fit/profile.h"
#include "fit/reorder.h"

namespace alpharoute::fit {
namespace {

constexpr std::size_t kQuantiles = 101;

Error bad_data(std::string message) { return {ErrorCode::bad_data, std::move(message)}; }

Result<void> check(const data::Dataset& dataset, const data::Split& split, const embed::Embeddings& embeddings,
                   const FitOptions& options) {
  if (embeddings.rows() != dataset.rows()) {
    return bad_data("there are " + std::to_string(embeddings.rows()) + " embeddings for " +
                    std::to_string(dataset.rows()) + " rows of data. Embed this very file again.");
  }
  if (split.train.empty()) {
    return bad_data("no row is left to train on: " + std::to_string(dataset.rows()) +
                    " rows, of which the train ratio takes none. Raise --train-ratio or add rows.");
  }
  if (options.clusters > split.train.size()) {
    return bad_data("k is " + std::to_string(options.clusters) + ", but only " + std::to_string(split.train.size()) +
                    " rows train. Lower --k or add rows.");
  }
  for (std::size_t model = 0; model < dataset.models.size(); ++model) {
    const bool answers = std::any_of(split.train.begin(), split.train.end(), [&](std::size_t row) {
      return !std::isnan(dataset.score[dataset.cell(row, model)]);
    });
    if (!answers) {
      return bad_data("no training row has a score of the model \"" + dataset.models[model] +
                      "\". Leave it out with --models, or add its scores.");
    }
  }
  return {};
}

// Evenly spaced quantiles from the smallest value to the largest, with linear interpolation.
std::vector<float> quantiles(std::vector<float> values) {
  std::sort(values.begin(), values.end());
  std::vector<float> out(kQuantiles);
  for (std::size_t i = 0; i < kQuantiles; ++i) {
    const double place = static_cast<double>(i * (values.size() - 1)) / static_cast<double>(kQuantiles - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    const double share = place - static_cast<double>(below);
    out[i] = static_cast<float>((1.0 - share) * static_cast<double>(values[below]) +
                                share * static_cast<double>(values[above]));
  }
  // Interpolation between equal values may round downwards.
  for (std::size_t i = 1; i < kQuantiles; ++i) out[i] = std::max(out[i], out[i - 1]);
  return out;
}

std::vector<ModelInfo> describe_models(const data::Dataset& dataset) {
  std::vector<ModelInfo> models;
  for (const std::string& id : dataset.models) {
    ModelInfo model;
    model.id = model.name = id;
    models.push_back(std::move(model));
  }
  return models;
}

KMeans cluster(const data::Split& split, embed::Embeddings& embeddings, const FitOptions& options,
               const std::function<void(double)>& progress) {
  KMeansOptions kmeans_options;
  kmeans_options.clusters = options.clusters;
  kmeans_options.seed = options.seed;
  kmeans_options.starts = options.starts;
  kmeans_options.threads = options.threads;
  const std::size_t d = embeddings.made_by.dimensions;
  std::vector<std::size_t> order = split.train;
  order.insert(order.end(), split.test.begin(), split.test.end());
  gather_rows(embeddings.values, d, order);
  KMeans means = kmeans({embeddings.values.data(), split.train.size(), d}, kmeans_options, progress);
  scatter_rows(embeddings.values, d, order);
  return means;
}

}  // namespace

Result<Artifact> fit(const data::Dataset& dataset, const data::Split& split, embed::Embeddings& embeddings,
                     const FitOptions& options, const std::function<void(double)>& progress) {
  if (const Result<void> usable = check(dataset, split, embeddings, options); !usable) return usable.error();
  KMeans means = cluster(split, embeddings, options, progress);

  Artifact artifact;
  artifact.models = describe_models(dataset);
  artifact.embedder = embeddings.made_by;
  artifact.profiles = profile(dataset, split.train, means.labels, options.clusters);
  artifact.cluster_labels = label_clusters(dataset, split.train, means.labels, options.clusters);
  artifact.cluster_size.assign(options.clusters, 0);
  for (const std::uint32_t label : means.labels) ++artifact.cluster_size[label];
  artifact.distance_quantiles = quantiles(std::move(means.distances));
  artifact.centroids = {options.clusters, embeddings.made_by.dimensions, std::move(means.centroids)};
  const std::vector<float>& cost = artifact.profiles.cost;
  const bool has_costs = std::any_of(cost.begin(), cost.end(), [](float value) { return !std::isnan(value); });
  if (!has_costs) artifact.defaults.alpha = 1.0;  // anything less would find no eligible model
  return artifact;
}

}  // namespace alpharoute::fit
