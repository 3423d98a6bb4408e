#include "cli/view/artifact.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/view/terminal.h"
#include "fit/fit_record.h"

namespace alpharoute::cli {
namespace {

using nlohmann::ordered_json;

constexpr double kGoodEnough = 0.05;  // below the best accuracy, which is 0 to 1

double accuracy(const Artifact& artifact, std::uint32_t model, std::uint32_t cluster) {
  return static_cast<double>(artifact.profiles.accuracy[artifact.profiles.cell(model, cluster)]);
}

double cost(const Artifact& artifact, std::uint32_t model, std::uint32_t cluster) {
  return static_cast<double>(artifact.profiles.cost[artifact.profiles.cell(model, cluster)]);
}

std::uint32_t best_model(const Artifact& artifact, std::uint32_t cluster) {
  std::uint32_t best = 0;
  for (std::uint32_t model = 1; model < artifact.models.size(); ++model) {
    // Any accuracy is better than an unknown one.
    if (!(accuracy(artifact, model, cluster) <= accuracy(artifact, best, cluster)) &&
        !std::isnan(accuracy(artifact, model, cluster))) {
      best = model;
    }
  }
  return best;
}

std::uint32_t cheapest_good_model(const Artifact& artifact, std::uint32_t cluster) {
  std::uint32_t choice = best_model(artifact, cluster);
  const double least = accuracy(artifact, choice, cluster) - kGoodEnough;
  for (std::uint32_t model = 0; model < artifact.models.size(); ++model) {
    const bool is_cheaper = cost(artifact, model, cluster) < cost(artifact, choice, cluster);
    if (is_cheaper && accuracy(artifact, model, cluster) >= least) choice = model;
  }
  return choice;
}

ordered_json or_null(const std::optional<double>& value) { return value ? ordered_json(*value) : ordered_json(); }

std::string price(const std::optional<double>& value) { return value ? usd(*value) : "–"; }

std::string models_table(const Artifact& artifact) {
  Table table({"model, over all training prompts", "accuracy", "per 1,000", "$/M in", "$/M out"});
  for (std::uint32_t model = 0; model < artifact.models.size(); ++model) {
    const ModelInfo& info = artifact.models[model];
    table.add({info.name, percent(mean_over_clusters(artifact.profiles, artifact.profiles.accuracy, model)),
               usd(1000.0 * mean_over_clusters(artifact.profiles, artifact.profiles.cost, model)),
               price(info.input_price), price(info.output_price)});
  }
  return table.text();
}

// "55 % gemma, 41 % qwen" for the models that got at least a twentieth.
std::string shares_text(const std::vector<std::pair<std::string, double>>& shares) {
  std::vector<std::pair<double, std::string>> largest;
  for (const auto& [model, share] : shares) {
    if (share >= 0.05) largest.emplace_back(share, model);
  }
  std::stable_sort(largest.begin(), largest.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string text;
  for (const auto& [share, model] : largest) {
    text += (text.empty() ? "" : ", ") + fixed(100.0 * share, 0) + " % " + model;
  }
  return text;
}

// The router on its test rows, if the fit measured it.
std::string test_table(const fit::FitRecord& record) {
  if (!record.test) return "";
  Table table({"on the test rows", "accuracy", "per 1,000"});
  std::string shares;
  for (const fit::TestPoint& point : record.test->router) {
    const std::string name = "α " + fixed(point.alpha, 2);
    table.add({"router, " + name, percent(point.accuracy), usd(point.cost_per_1000)}, true);
    shares += "    " + name + "  " + shares_text(point.shares) + "\n";
  }
  table.add(
      {"best single model", percent(record.test->best_single_accuracy), usd(record.test->best_single_cost_per_1000)});
  return "\n" + table.text() + "\n" + dim("  who answers, cheapest to best") + "\n" + shares;
}

std::string origin_text(const fit::FitRecord& record) {
  if (!record.origin) return "";
  const fit::FitOrigin& origin = *record.origin;
  return "  fitted on " + std::to_string(origin.train_rows) + " of " + std::to_string(origin.rows) + " rows, seed " +
         std::to_string(origin.seed) + ", " + origin.costs + " costs\n";
}

}  // namespace

ordered_json artifact_json(const Artifact& artifact) {
  ordered_json out = {{"kind", "router"}, {"sha256", artifact.sha256}};
  out["embedder"] = {
      {"id", artifact.embedder.id}, {"dimensions", artifact.embedder.dimensions}, {"sha256", artifact.embedder.sha256}};
  out["defaults"] = {{"alpha", artifact.defaults.alpha},
                     {"scoring", scoring_name(artifact.defaults.scoring)},
                     {"nearest_clusters", artifact.defaults.nearest_clusters}};
  for (std::uint32_t model = 0; model < artifact.models.size(); ++model) {
    const ModelInfo& info = artifact.models[model];
    out["models"].push_back(
        {{"id", info.id},
         {"name", info.name},
         {"input_price", or_null(info.input_price)},
         {"output_price", or_null(info.output_price)},
         {"mean_accuracy", mean_over_clusters(artifact.profiles, artifact.profiles.accuracy, model)},
         {"mean_cost_usd", mean_over_clusters(artifact.profiles, artifact.profiles.cost, model)}});
  }
  for (std::uint32_t cluster = 0; cluster < artifact.centroids.count; ++cluster) {
    out["clusters"].push_back({{"id", cluster},
                               {"label", artifact.cluster_labels[cluster]},
                               {"size", artifact.cluster_size[cluster]},
                               {"best_model", artifact.models[best_model(artifact, cluster)].id},
                               {"cheapest_good_model", artifact.models[cheapest_good_model(artifact, cluster)].id}});
  }
  out["fit"] = ordered_json::parse(artifact.fit_json);
  return out;
}

std::string artifact_text(const Artifact& artifact) {
  const fit::FitRecord record = fit::read_fit_record(artifact.fit_json);
  return bold("router " + artifact.sha256.substr(0, 12)) + "\n  " + std::to_string(artifact.models.size()) +
         " models, " + std::to_string(artifact.centroids.count) + " clusters of " +
         std::to_string(artifact.centroids.dimensions) + " dimensions, embedder " + artifact.embedder.id + "\n" +
         origin_text(record) + "  defaults: scoring " + std::string(scoring_name(artifact.defaults.scoring)) +
         " over the " + std::to_string(artifact.defaults.nearest_clusters) + " nearest clusters, α " +
         fixed(artifact.defaults.alpha, 2) + "\n\n" + models_table(artifact) + test_table(record);
}

std::string clusters_table(const Artifact& artifact) {
  Table table({"cluster", "prompts", "best model", "accuracy", "cheapest within 5 %", "accuracy", "per 1,000"});
  for (std::uint32_t cluster = 0; cluster < artifact.centroids.count; ++cluster) {
    const std::uint32_t best = best_model(artifact, cluster), cheap = cheapest_good_model(artifact, cluster);
    table.add({artifact.cluster_labels[cluster], std::to_string(artifact.cluster_size[cluster]),
               artifact.models[best].name, percent(accuracy(artifact, best, cluster)), artifact.models[cheap].name,
               percent(accuracy(artifact, cheap, cluster)), usd(1000.0 * cost(artifact, cheap, cluster))});
  }
  return table.text();
}

}  // namespace alpharoute::cli
