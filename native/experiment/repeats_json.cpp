#include "experiment/repeats_json.h"

#include <nlohmann/json.hpp>

#include "evaluate/evaluation_json.h"

namespace alpharoute::experiment {
namespace {

using nlohmann::json;

json intervals_json(const Intervals& intervals) {
  json out = json::object();
  for (const auto& [name, interval] : intervals) out[name] = evaluate::to_json(interval);
  return out;
}

json variations_json(const std::vector<Variation>& variations, const char* parameter) {
  json out = json::array();
  for (const Variation& variation : variations) {
    out.push_back({{parameter, variation.value},
                   {"aiq", variation.metrics.aiq},
                   {"accuracy", variation.accuracy},
                   {"cost_save", variation.metrics.cost_save}});
  }
  return out;
}

}  // namespace

json to_json(const SeedsResult& seeds) {
  json paired = json::object();
  for (const auto& [curve, intervals] : seeds.paired) paired[curve] = intervals_json(intervals);
  return {{"count", seeds.count}, {"metrics", intervals_json(seeds.metrics)}, {"paired", std::move(paired)}};
}

json to_json(const std::vector<HoldOutResult>& held_out, const data::Dataset& dataset) {
  json out = json::array();
  for (const HoldOutResult& group : held_out) {
    json entry = evaluate::to_json(group.study.evaluation, dataset);
    entry.erase("models");
    entry.erase("datasets");
    entry["dataset"] = group.group;
    entry["count"] = group.rows;
    entry["novelty"] = group.study.novelty;
    entry["metrics"] = evaluate::to_json(group.study.metrics);
    entry["best_of_others"] = dataset.models[group.best_others];
    out.push_back(std::move(entry));
  }
  return out;
}

json to_json(const Robustness& robustness) {
  return {{"k", variations_json(robustness.clusters, "k")},
          {"p", variations_json(robustness.nearest_clusters, "nearest_clusters")}};
}

}  // namespace alpharoute::experiment
