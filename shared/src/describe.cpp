#include "alpharoute/describe.h"

#include <cmath>

#include "base/json.h"

namespace alpharoute {
namespace {

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(); }

template <typename T>
Json optional(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json models(const Artifact& artifact) {
  Json list = Json::array();
  for (std::uint32_t i = 0; i < artifact.models.size(); ++i) {
    const ModelInfo& model = artifact.models[i];
    list.push_back({{"id", model.id},
                    {"name", model.name},
                    {"input_price", optional(model.input_price)},
                    {"output_price", optional(model.output_price)},
                    {"context_length", optional(model.context_length)},
                    {"capabilities", model.capabilities},
                    {"mean_accuracy", number(mean_over_clusters(artifact.profiles, artifact.profiles.accuracy, i))},
                    {"mean_cost_usd", number(mean_over_clusters(artifact.profiles, artifact.profiles.cost, i))}});
  }
  return list;
}

Json column(const Artifact& artifact, const std::vector<float>& values, std::uint32_t cluster) {
  Json list = Json::array();
  for (std::uint32_t i = 0; i < artifact.models.size(); ++i) {
    list.push_back(number(static_cast<double>(values[artifact.profiles.cell(i, cluster)])));
  }
  return list;
}

// Returns the clusters with the expectations of the default scoring mode.
Json clusters(const Artifact& artifact) {
  const bool reads_posterior = scoring_mode(artifact.defaults.scoring).reads_posterior;
  const std::vector<float>& accuracy = reads_posterior ? artifact.posterior.accuracy : artifact.profiles.accuracy;
  const std::vector<float>& cost = reads_posterior ? artifact.posterior.cost : artifact.profiles.cost;
  Json list = Json::array();
  for (std::uint32_t j = 0; j < artifact.centroids.count; ++j) {
    list.push_back({{"id", j},
                    {"label", artifact.cluster_labels[j]},
                    {"size", artifact.cluster_size[j]},
                    {"expected_accuracy", column(artifact, accuracy, j)},
                    {"expected_cost_usd", column(artifact, cost, j)}});
  }
  return list;
}

Json available_scorings(const Artifact& artifact) {
  Json list = Json::array();
  for (const Scoring scoring : scorings()) {
    if (is_available(scoring, artifact.posterior)) list.push_back(std::string(scoring_name(scoring)));
  }
  return list;
}

}  // namespace

std::string describe(const Artifact& artifact) {
  const EmbedderReference& embedder = artifact.embedder;
  const Result<Json> fit = parse_object(artifact.fit_json, "fit");
  const Json description = {
      {"artifact", artifact.sha256},
      {"embedder", {{"id", embedder.id}, {"dimensions", embedder.dimensions}, {"sha256", embedder.sha256}}},
      {"defaults",
       {{"alpha", artifact.defaults.alpha},
        {"scoring", std::string(scoring_name(artifact.defaults.scoring))},
        {"nearest_clusters", artifact.defaults.nearest_clusters}}},
      {"scorings", available_scorings(artifact)},
      {"models", models(artifact)},
      {"clusters", clusters(artifact)},
      {"fit", fit ? *fit : Json::object()}};
  return dump(description);
}

}  // namespace alpharoute
