#include "evaluate/evaluation_json.h"

#include <nlohmann/json.hpp>

#include "evaluate/cluster_summary.h"

namespace alpharoute::evaluate {
namespace {

using nlohmann::json;

// nlohmann::json writes NaN as null.
json means_json(const Means& means) { return {{"accuracy", means.accuracy}, {"cost_per_1000", means.cost_per_1000}}; }

template <typename T>
json optional_json(const std::optional<T>& value) {
  return value ? json(*value) : json();
}

json outcome_json(const Outcome& outcome, const data::Dataset& dataset) {
  json out = means_json(outcome.overall);
  out["accuracy_macro"] = outcome.accuracy_macro;
  out["unanswered"] = outcome.unanswered;
  out["undecided"] = outcome.undecided;
  out["optimal_selection_rate"] = outcome.errors.optimal_selection_rate;
  out["accuracy_regret"] = outcome.errors.accuracy_regret;
  out["excess_cost_per_1000"] = outcome.errors.excess_cost_per_1000;
  out["shares"] = json::object();
  for (std::size_t i = 0; i < dataset.models.size(); ++i) out["shares"][dataset.models[i]] = outcome.shares[i];
  out["datasets"] = json::object();
  for (std::size_t i = 0; i < dataset.groups.size(); ++i)
    out["datasets"][dataset.groups[i]] = means_json(outcome.groups[i]);
  return out;
}

json curve_json(const std::vector<Point>& curve, const data::Dataset& dataset) {
  json out = json::array();
  for (const Point& point : curve) {
    json entry = outcome_json(point.outcome, dataset);
    entry["alpha"] = point.alpha;
    out.push_back(std::move(entry));
  }
  return out;
}

json baselines_json(const Study& study, const data::Dataset& dataset) {
  const Outcome& cheapest = study.evaluation.single_models[study.baselines.cheapest];
  return {{"random", outcome_json(study.baselines.random, dataset)},
          {"cheapest", outcome_json(cheapest, dataset)},
          {"dataset_oracle", outcome_json(study.baselines.group_oracle, dataset)}};
}

json calibration_json(const Calibration& calibration) {
  json bins = json::array();
  for (std::size_t i = 0; i < kCalibrationBins; ++i) {
    const CalibrationBin& bin = calibration.bins()[i];
    bins.push_back({{"low", static_cast<double>(i) / kCalibrationBins},
                    {"high", static_cast<double>(i + 1) / kCalibrationBins},
                    {"count", bin.expected.count()},
                    {"expected", bin.expected.value()},
                    {"observed", bin.observed.value()}});
  }
  return {{"ece", calibration.ece()}, {"brier", calibration.brier()}, {"bins", std::move(bins)}};
}

json claims_json(const Claims& claims, const data::Dataset& dataset) {
  return {{"accuracy_gain", optional_json(claims.accuracy_gain)},
          {"cost_saved_equal", optional_json(claims.cost_saved_equal)},
          {"cost_saved_90", optional_json(claims.cost_saved_90)},
          {"best_single", dataset.models[claims.best_single]},
          {"alpha_best", optional_json(claims.alpha_best)},
          {"alpha_equal", optional_json(claims.alpha_equal)},
          {"alpha_90", optional_json(claims.alpha_90)}};
}

json clusters_json(const Artifact& artifact) {
  const auto id = [&](const std::optional<std::uint32_t>& model) {
    return model ? json(artifact.models[*model].id) : json();
  };
  json out = json::array();
  for (const ClusterSummary& cluster : summarise_clusters(artifact)) {
    out.push_back({{"id", cluster.id},
                   {"label", cluster.label},
                   {"size", cluster.size},
                   {"best_model", id(cluster.best_model)},
                   {"best_accuracy", cluster.best_accuracy},
                   {"cheapest_good_model", id(cluster.cheapest_good_model)},
                   {"cheapest_good_cost", cluster.cheapest_good_cost}});
  }
  return out;
}

}  // namespace

json to_json(const Metrics& metrics) {
  json out = json::object();
  for (const auto& [name, value] : named(metrics)) out[std::string(name)] = value;
  return out;
}

json to_json(const Interval& interval) {
  return {{"mean", interval.mean}, {"low", interval.low}, {"high", interval.high}, {"count", interval.count}};
}

json to_json(const Evaluation& evaluation, const data::Dataset& dataset) {
  json out = {{"models", dataset.models}, {"datasets", dataset.groups}};
  out["single_models"] = json::object();
  for (std::size_t i = 0; i < dataset.models.size(); ++i) {
    out["single_models"][dataset.models[i]] = outcome_json(evaluation.single_models[i], dataset);
  }
  out["oracle"] = outcome_json(evaluation.oracle, dataset);
  out["router"] = curve_json(evaluation.router, dataset);
  return out;
}

json to_json(const Study& study, const data::Dataset& dataset, const Artifact& artifact) {
  json out = to_json(study.evaluation, dataset);
  out["baselines"] = baselines_json(study, dataset);
  out["metrics"] = to_json(study.metrics);
  out["curves"] = json::object();
  out["curve_metrics"] = json::object();
  for (const auto& [name, curve] : study.others) {
    out["curves"][name] = curve_json(curve.points, dataset);
    out["curve_metrics"][name] = to_json(curve.metrics);
  }
  out["calibration"] = calibration_json(study.calibration);
  out["calibration_chosen"] = calibration_json(study.calibration_chosen);
  out["novelty"] = study.novelty;
  out["claims"] = claims_json(study.claims, dataset);
  out["elbows"] = {{"accuracy", optional_json(study.elbows.accuracy)}, {"cost", optional_json(study.elbows.cost)}};
  out["clusters"] = clusters_json(artifact);
  return out;
}

}  // namespace alpharoute::evaluate
