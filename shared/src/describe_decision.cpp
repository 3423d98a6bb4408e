// The WebAssembly module does not use this file: it returns decisions as numbers.
#include "alpharoute/describe.h"
#include "base/json.h"

namespace alpharoute {

std::string describe(const Decision& decision, const Artifact& artifact) {
  const auto id = [&](std::uint32_t model) { return artifact.models[model].id; };
  OrderedJson out = {{"model", id(decision.model)},
                     {"alpha", decision.alpha},
                     {"scoring", std::string(scoring_name(decision.scoring))},
                     {"runner_up", nullptr},
                     {"margin", nullptr},
                     {"novelty", decision.novelty},
                     {"is_novel", decision.novelty >= kNovel}};
  if (decision.runner_up) {
    out["runner_up"] = id(*decision.runner_up);
    out["margin"] = decision.margin;
  }
  out["models"] = OrderedJson::array();
  for (const ModelScore& entry : decision.models) {
    out["models"].push_back({{"model", id(entry.model)},
                             {"score", entry.score},
                             {"expected_accuracy", entry.expectation.accuracy},
                             {"expected_cost_usd", entry.expectation.cost_usd},
                             {"standard_error", entry.expectation.standard_error}});
  }
  out["clusters"] = OrderedJson::array();
  for (const NearCluster& cluster : decision.clusters) {
    out["clusters"].push_back({{"id", cluster.id},
                               {"label", artifact.cluster_labels[cluster.id]},
                               {"size", artifact.cluster_size[cluster.id]},
                               {"distance", cluster.distance},
                               {"weight", cluster.weight}});
  }
  out["spectrum"] = OrderedJson::array();
  for (const Segment& segment : decision.spectrum) {
    out["spectrum"].push_back({{"from", segment.from}, {"model", id(segment.model)}});
  }
  out["artifact"] = artifact.sha256;
  return dump(out);
}

}  // namespace alpharoute
