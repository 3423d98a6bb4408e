#include "report/facts/read_facts.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "report/facts/text.h"

namespace alpharoute::report {
namespace {

using nlohmann::json;

const json& at(const json& object, const std::string& key) {
  static const json kNull;
  if (!object.is_object()) return kNull;
  const auto found = object.find(key);
  return found == object.end() ? kNull : *found;
}

// Implausibly large numbers are unknown and tiny ones are zero: the range of an axis stays finite.
double number(const json& value) {
  constexpr double kLargest = 1e15, kSmallest = 1e-15;
  if (!value.is_number()) return kUnknownNumber;
  const double read = value.get<double>();
  if (!(std::fabs(read) <= kLargest)) return kUnknownNumber;
  return std::fabs(read) < kSmallest ? 0.0 : read;
}

double number(const json& object, const std::string& key) { return number(at(object, key)); }

std::string text(const json& object, const std::string& key) {
  const json& value = at(object, key);
  return value.is_string() ? value.get<std::string>() : "";
}

// The strings of `list`, or the keys of `fallback` if `list` is not a list.
std::vector<std::string> names(const json& list, const json& fallback) {
  std::vector<std::string> out;
  if (list.is_array()) {
    for (const json& name : list) out.push_back(name.is_string() ? name.get<std::string>() : name.dump());
  } else if (fallback.is_object()) {
    for (const auto& entry : fallback.items()) out.push_back(entry.key());
  }
  return out;
}

// read(entry) for every object in `list`; empty if `list` is not a list.
template <typename Read>
auto each(const json& list, Read read) {
  std::vector<decltype(read(list))> out;
  if (!list.is_array()) return out;
  for (const json& entry : list) {
    if (entry.is_object()) out.push_back(read(entry));
  }
  return out;
}

// Name and read(value) of every entry of `object`.
template <typename Read>
auto each_named(const json& object, Read read) {
  std::vector<std::pair<std::string, decltype(read(object))>> out;
  if (!object.is_object()) return out;
  for (const auto& entry : object.items()) out.emplace_back(entry.key(), read(entry.value()));
  return out;
}

Outcome outcome(const json& in, const Facts& facts) {
  Outcome out;
  out.accuracy = number(in, "accuracy");
  out.accuracy_macro = number(in, "accuracy_macro");
  out.cost = number(in, "cost_per_1000");
  for (const std::string& model : facts.models) out.shares.push_back(number(at(in, "shares"), model));
  for (const std::string& name : facts.datasets)
    out.datasets.push_back(number(at(at(in, "datasets"), name), "accuracy"));
  out.optimal_rate = number(in, "optimal_selection_rate");
  out.accuracy_regret = number(in, "accuracy_regret");
  out.excess_cost = number(in, "excess_cost_per_1000");
  out.unanswered = number(in, "unanswered");
  out.undecided = number(in, "undecided");
  return out;
}

// Skips points without an alpha.
Curve curve(const std::string& name, const json& list, const Facts& facts) {
  Curve out{name, each(list, [&](const json& in) { return CurvePoint{number(in, "alpha"), outcome(in, facts)}; })};
  std::erase_if(out.points, [](const CurvePoint& point) { return std::isnan(point.alpha); });
  std::stable_sort(out.points.begin(), out.points.end(),
                   [](const CurvePoint& a, const CurvePoint& b) { return a.alpha < b.alpha; });
  return out;
}

Numbers numbers(const json& object) {
  return each_named(object, [](const json& value) { return number(value); });
}

Claims claims(const json& in) {
  return {number(in, "accuracy_gain"), number(in, "cost_saved_equal"), number(in, "cost_saved_90"),
          number(in, "alpha_best"),    number(in, "alpha_equal"),      number(in, "alpha_90"),
          text(in, "best_single")};
}

Calibration calibration(const json& in) {
  return {number(in, "ece"), number(in, "brier"), each(at(in, "bins"), [](const json& bin) {
            return Bin{number(bin, "low"), number(bin, "high"), number(bin, "count"), number(bin, "expected"),
                       number(bin, "observed")};
          })};
}

Cluster cluster(const json& in) {
  return {number(in, "id"),  number(in, "size"),     number(in, "best_accuracy"),    number(in, "cheapest_good_cost"),
          text(in, "label"), text(in, "best_model"), text(in, "cheapest_good_model")};
}

std::vector<Interval> intervals(const json& object) {
  std::vector<Interval> out;
  if (!object.is_object()) return out;
  for (const auto& [name, in] : object.items()) {
    out.push_back({name, number(in, "mean"), number(in, "low"), number(in, "high")});
  }
  return out;
}

std::vector<Variation> variations(const json& list, const std::string& parameter) {
  std::vector<Variation> out = each(list, [&](const json& in) {
    return Variation{number(in, parameter), number(in, "aiq"), number(in, "accuracy"), number(in, "cost_save")};
  });
  std::erase_if(out, [](const Variation& variation) { return std::isnan(variation.parameter); });
  std::stable_sort(out.begin(), out.end(),
                   [](const Variation& a, const Variation& b) { return a.parameter < b.parameter; });
  return out;
}

HoldOutResult hold_out(const json& in) {
  HoldOutResult out{text(in, "dataset"), text(in, "best_of_others"), number(in, "count"), number(in, "novelty")};
  const json& singles = at(in, "single_models");
  out.others = number(at(singles, out.best_of_others), "accuracy");
  out.hindsight = kUnknownNumber;
  if (singles.is_object()) {
    for (const json& single : singles) out.hindsight = std::fmax(out.hindsight, number(single, "accuracy"));
  }
  const json& router = at(in, "router");
  out.router = router.is_array() && !router.empty() ? number(router.back(), "accuracy") : kUnknownNumber;
  out.oracle = number(at(in, "oracle"), "accuracy");
  return out;
}

void read_outcomes(const json& evaluation, Facts& facts) {
  const json& singles = at(evaluation, "single_models");
  facts.models = names(at(evaluation, "models"), singles);
  facts.short_models = short_names(facts.models);
  const json& first = singles.is_object() && !singles.empty() ? *singles.begin() : singles;
  facts.datasets = names(at(evaluation, "datasets"), at(first, "datasets"));
  for (const std::string& model : facts.models) facts.singles.push_back(outcome(at(singles, model), facts));
  facts.oracle = outcome(at(evaluation, "oracle"), facts);
  facts.random = outcome(at(at(evaluation, "baselines"), "random"), facts);
  facts.dataset_oracle = outcome(at(at(evaluation, "baselines"), "dataset_oracle"), facts);
  facts.router = curve("router", at(evaluation, "router"), facts);
  const json& others = at(evaluation, "curves");
  if (!others.is_object()) return;
  for (const auto& [name, list] : others.items()) facts.others.push_back(curve(name, list, facts));
}

}  // namespace

Facts read_facts(const json& evaluation) {
  Facts facts;
  read_outcomes(evaluation, facts);
  if (at(evaluation, "claims").is_object()) facts.claims = claims(at(evaluation, "claims"));
  facts.elbow_accuracy = number(at(evaluation, "elbows"), "accuracy");
  facts.elbow_cost = number(at(evaluation, "elbows"), "cost");
  facts.calibration = calibration(at(evaluation, "calibration"));
  facts.calibration_chosen = calibration(at(evaluation, "calibration_chosen"));
  facts.clusters = each(at(evaluation, "clusters"), cluster);
  facts.metrics = numbers(at(evaluation, "metrics"));
  facts.curve_metrics = each_named(at(evaluation, "curve_metrics"), numbers);
  const json& seeds = at(evaluation, "seeds");
  facts.seeds = number(seeds, "count");
  facts.seed_metrics = intervals(at(seeds, "metrics"));
  facts.seed_pairs = each_named(at(seeds, "paired"), intervals);
  facts.hold_outs = each(at(evaluation, "left_out"), hold_out);
  facts.robustness_k = variations(at(at(evaluation, "robustness"), "k"), "k");
  facts.robustness_p = variations(at(at(evaluation, "robustness"), "p"), "nearest_clusters");
  facts.which_rows = text(at(evaluation, "rows"), "which");
  facts.rows = number(at(evaluation, "rows"), "count");
  facts.costs = text(evaluation, "costs");
  facts.scoring = text(evaluation, "scoring");
  facts.artifact = text(evaluation, "artifact");
  facts.nearest_clusters = number(evaluation, "nearest_clusters");
  facts.novelty = number(evaluation, "novelty");
  return facts;
}

}  // namespace alpharoute::report
