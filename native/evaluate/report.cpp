#include "evaluate/report.h"

#include <nlohmann/json.hpp>

namespace alpharoute::evaluate {
namespace {

using nlohmann::json;

// The library writes NaN as null.
json means_json(const Means& means) { return {{"accuracy", means.accuracy}, {"cost_per_1000", means.cost_per_1000}}; }

json outcome_json(const Outcome& outcome, const data::Dataset& dataset) {
  json out = means_json(outcome.overall);
  out["accuracy_macro"] = outcome.accuracy_macro;
  out["unanswered"] = outcome.unanswered;
  out["undecided"] = outcome.undecided;
  out["shares"] = json::object();
  for (std::size_t i = 0; i < dataset.models.size(); ++i) out["shares"][dataset.models[i]] = outcome.shares[i];
  out["datasets"] = json::object();
  for (std::size_t i = 0; i < dataset.groups.size(); ++i) out["datasets"][dataset.groups[i]] = means_json(outcome.groups[i]);
  return out;
}

}  // namespace

json to_json(const Evaluation& evaluation, const data::Dataset& dataset) {
  json out = {{"models", dataset.models}, {"datasets", dataset.groups}};
  out["single_models"] = json::object();
  for (std::size_t i = 0; i < dataset.models.size(); ++i) {
    out["single_models"][dataset.models[i]] = outcome_json(evaluation.single_models[i], dataset);
  }
  out["oracle"] = outcome_json(evaluation.oracle, dataset);
  out["router"] = json::array();
  for (const Point& point : evaluation.router) {
    json entry = outcome_json(point.outcome, dataset);
    entry["alpha"] = point.alpha;
    out["router"].push_back(std::move(entry));
  }
  return out;
}

}  // namespace alpharoute::evaluate
