#include "fit/fit.h"

#include <algorithm>
#include <cmath>

#include "fit/cluster/kmeans.h"
#include "fit/cluster/reorder.h"
#include "fit/fit_record.h"
#include "fit/labels.h"
#include "fit/posterior/posterior.h"
#include "fit/profile.h"

namespace alpharoute::fit {
namespace {

constexpr std::size_t kQuantiles = 101;

Error bad_data(std::string message) { return {ErrorCode::bad_data, std::move(message)}; }

Result<void> check(const data::Dataset& dataset, const data::Split& split, const embed::Embeddings& embeddings,
                   const FitOptions& options) {
  if (auto same = embed::check_row_count(embeddings, dataset.rows()); !same) return same.error();
  if (split.train.empty()) {
    return bad_data("no training rows: the train ratio selects none of " + std::to_string(dataset.rows()) +
                    " rows. Raise --train-ratio or add rows.");
  }
  if (options.clusters > split.train.size()) {
    return bad_data("k is " + std::to_string(options.clusters) + ", but there are only " +
                    std::to_string(split.train.size()) + " training rows. Lower --k or add rows.");
  }
  for (std::size_t model = 0; model < dataset.models.size(); ++model) {
    const bool has_score = std::any_of(split.train.begin(), split.train.end(), [&](std::size_t row) {
      return !std::isnan(dataset.score[dataset.cell(row, model)]);
    });
    if (!has_score) {
      return bad_data("no training row has a score for the model \"" + dataset.models[model] +
                      "\". Exclude it with --models, or add scores for it.");
    }
  }
  return {};
}

// Returns kQuantiles evenly spaced quantiles, from the smallest value to the largest, with linear interpolation.
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
  // Interpolation between equal values can round down.
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

KMeansOptions kmeans_options(const FitOptions& options) {
  KMeansOptions out;
  out.clusters = options.clusters;
  out.seed = options.seed;
  out.starts = options.starts;
  out.threads = options.threads;
  return out;
}

// The numbers of clusters to try: the requested one, or for `auto` 8 and all that leave at least ten rows per cluster.
std::vector<std::uint32_t> cluster_counts(const FitOptions& options, std::size_t rows) {
  if (options.clusters != 0) return {options.clusters};
  std::vector<std::uint32_t> counts = {static_cast<std::uint32_t>(std::min<std::size_t>(8, rows))};
  for (const std::uint32_t count : {16u, 32u, 60u, 128u, 256u, 512u}) {
    if (rows >= std::size_t{10} * count) counts.push_back(count);
  }
  return counts;
}

struct Chosen {
  std::uint32_t clusters = 0;
  PosteriorChoice posterior;
  std::vector<ClusterCountError> tried;
};

Chosen choose(std::vector<float>& values, Rows rows, const Scores& scores, const FitOptions& options,
              const std::function<void(double)>& progress) {
  const std::vector<std::uint32_t> counts = cluster_counts(options, rows.count);
  Chosen chosen;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    KMeansOptions means = kmeans_options(options);
    means.clusters = counts[i];
    const auto report = [&](double share) {
      progress((static_cast<double>(i) + share) / static_cast<double>(counts.size()));
    };
    const PosteriorChoice choice = choose_posterior(values, rows.count, rows.dimensions, scores, means,
                                                    default_nearest_clusters(Scoring::posterior), report);
    chosen.tried.push_back({counts[i], choice.error});
    if (i > 0 && !(choice.error < chosen.posterior.error)) continue;
    chosen.clusters = counts[i];
    chosen.posterior = choice;
  }
  return chosen;
}

FitRecord record_of(const Chosen& chosen) {
  FitRecord record;
  record.posterior = chosen.posterior;
  if (chosen.tried.size() > 1) record.clusters_tried = chosen.tried;
  return record;
}

// Fits everything that depends on the training rows, which come first in `embeddings`.
void fit_rows(const data::Dataset& dataset, const std::vector<std::size_t>& train, embed::Embeddings& embeddings,
              FitOptions options, Artifact& artifact, const std::function<void(double)>& progress) {
  const Rows rows{embeddings.values.data(), train.size(), embeddings.made_by.dimensions};
  const Scores scores = scores_of(dataset, train);
  const Chosen chosen = choose(embeddings.values, rows, scores, options, [&](double share) { progress(share / 2); });
  options.clusters = chosen.clusters;
  KMeans means = kmeans(rows, kmeans_options(options), [&](double share) { progress((1.0 + share) / 2); });
  artifact.fit_json = fit_record_json(record_of(chosen));
  artifact.profiles = profile(dataset, train, means.labels, options.clusters);
  artifact.centroids = {options.clusters, embeddings.made_by.dimensions, std::move(means.centroids)};
  artifact.posterior = fit_posterior(rows, scores, means.labels, artifact.centroids, chosen.posterior.settings);
  artifact.cluster_labels = label_clusters(dataset, train, means.labels, options.clusters);
  artifact.cluster_size.assign(options.clusters, 0);
  for (const std::uint32_t label : means.labels) ++artifact.cluster_size[label];
  artifact.distance_quantiles = quantiles(std::move(means.distances));
}

}  // namespace

Result<Artifact> fit(const data::Dataset& dataset, const data::Split& split, embed::Embeddings& embeddings,
                     const FitOptions& options, const std::function<void(double)>& progress) {
  if (const Result<void> usable = check(dataset, split, embeddings, options); !usable) return usable.error();
  Artifact artifact;
  artifact.models = describe_models(dataset);
  artifact.embedder = embeddings.made_by;
  artifact.defaults.scoring = Scoring::posterior;
  artifact.defaults.nearest_clusters = default_nearest_clusters(Scoring::posterior);

  const std::size_t d = embeddings.made_by.dimensions;
  std::vector<std::size_t> order = split.train;
  order.insert(order.end(), split.test.begin(), split.test.end());
  gather_rows(embeddings.values, d, order);
  fit_rows(dataset, split.train, embeddings, options, artifact, progress);
  scatter_rows(embeddings.values, d, order);

  const std::vector<float>& cost = artifact.profiles.cost;
  const bool has_costs = std::any_of(cost.begin(), cost.end(), [](float value) { return !std::isnan(value); });
  if (!has_costs) artifact.defaults.alpha = 1.0;  // below 1, a model without a known cost is ineligible
  return artifact;
}

}  // namespace alpharoute::fit
