#include "data/decision_json.h"

#include <nlohmann/json.hpp>

namespace alpharoute::data {

using nlohmann::ordered_json;

ordered_json to_json(const Decision& decision, const Artifact& artifact) {
  const auto id = [&](std::uint32_t model) { return artifact.models[model].id; };
  ordered_json out = {{"model", id(decision.model)},
                      {"alpha", decision.alpha},
                      {"scoring", scoring_name(decision.scoring)},
                      {"runner_up", nullptr},
                      {"margin", nullptr},
                      {"novelty", decision.novelty},
                      {"is_novel", decision.novelty >= kNovel}};
  if (decision.runner_up) {
    out["runner_up"] = id(*decision.runner_up);
    out["margin"] = decision.margin;
  }
  out["models"] = ordered_json::array();
  for (const ModelScore& entry : decision.models) {
    out["models"].push_back({{"model", id(entry.model)},
                             {"score", entry.score},
                             {"expected_accuracy", entry.expectation.accuracy},
                             {"expected_cost_usd", entry.expectation.cost_usd},
                             {"standard_error", entry.expectation.standard_error}});
  }
  out["clusters"] = ordered_json::array();
  for (const NearCluster& cluster : decision.clusters) {
    out["clusters"].push_back({{"id", cluster.id},
                               {"label", artifact.cluster_labels[cluster.id]},
                               {"size", artifact.cluster_size[cluster.id]},
                               {"distance", cluster.distance},
                               {"weight", cluster.weight}});
  }
  out["spectrum"] = ordered_json::array();
  for (const Segment& segment : decision.spectrum) {
    out["spectrum"].push_back({{"from", segment.from}, {"model", id(segment.model)}});
  }
  out["artifact"] = artifact.sha256;
  return out;
}

}  // namespace alpharoute::data
