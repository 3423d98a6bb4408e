#include "experiment/repeats.h"

#include <algorithm>

namespace alpharoute::experiment {
namespace {

using Values = std::map<std::string, std::vector<double>>;

// Progress of fit number `done` of `count`.
Progress part_of(const Progress& progress, std::size_t done, std::size_t count) {
  return [&progress, done, count](double share) {
    progress((static_cast<double>(done) + share) / static_cast<double>(count));
  };
}

Result<evaluate::Study> measure(const Repetition& in, const Router& router, const data::Split& split) {
  const evaluate::StudyOptions options{in.alphas, in.pair, split.train, in.settings.fit.threads};
  const Result<Plan> plan = router.plan(in.request);
  if (!plan) return plan.error();
  return evaluate::study(router, in.dataset, in.embeddings, split.test, *plan, options);
}

void collect(const evaluate::Study& study, Values& metrics, std::map<std::string, Values>& paired) {
  const auto own = evaluate::named(study.metrics);
  for (const auto& [name, value] : own) metrics[std::string(name)].push_back(value);
  metrics["ece"].push_back(study.calibration.ece());
  metrics["brier"].push_back(study.calibration.brier());
  metrics["novelty"].push_back(study.novelty);
  for (const auto& [curve, other] : study.others) {
    const auto theirs = evaluate::named(other.metrics);
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      paired[curve][std::string(theirs[i].first)].push_back(own[i].second - theirs[i].second);
    }
  }
}

Intervals intervals(const Values& values) {
  Intervals out;
  for (const auto& [name, series] : values) out[name] = evaluate::t_interval(series);
  return out;
}

std::size_t best_model(const data::Dataset& dataset, const std::vector<std::size_t>& rows) {
  std::size_t best = 0;
  double highest = -1.0;
  for (std::size_t model = 0; model < dataset.models.size(); ++model) {
    evaluate::Mean mean;
    for (const std::size_t row : rows) mean.add(static_cast<double>(dataset.score[dataset.cell(row, model)]));
    if (!(mean.value() > highest)) continue;
    highest = mean.value();
    best = model;
  }
  return best;
}

Error unknown_group(const data::Dataset& dataset, const std::string& name) {
  std::string known;
  for (const std::string& group : dataset.groups) known += group + ", ";
  return {ErrorCode::invalid_argument, "no data set \"" + name + "\" to leave out. Pass one of " + known + "or all."};
}

Result<std::vector<std::uint32_t>> find_groups(const data::Dataset& dataset, const std::vector<std::string>& names) {
  if (dataset.groups.size() < 2) {
    return Error{ErrorCode::bad_data,
                 "leaving out the only data set leaves no rows to fit on. Pass data with at least two."};
  }
  std::vector<std::uint32_t> groups;
  if (names == std::vector<std::string>{"all"}) {
    for (std::uint32_t group = 0; group < dataset.groups.size(); ++group) groups.push_back(group);
    return groups;
  }
  for (const std::string& name : names) {
    const auto found = std::find(dataset.groups.begin(), dataset.groups.end(), name);
    if (found == dataset.groups.end()) return unknown_group(dataset, name);
    groups.push_back(static_cast<std::uint32_t>(found - dataset.groups.begin()));
  }
  return groups;
}

data::Split split_without(const data::Dataset& dataset, std::uint32_t group) {
  data::Split split;
  for (std::size_t row = 0; row < dataset.rows(); ++row) {
    (dataset.group[row] == group ? split.test : split.train).push_back(row);
  }
  return split;
}

}  // namespace

Result<SeedsResult> evaluate_seeds(const Repetition& repetition, const std::vector<std::uint32_t>& seeds,
                                   const Progress& progress) {
  Values metrics;
  std::map<std::string, Values> paired;
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    RefitSettings settings = repetition.settings;
    settings.fit.seed = seeds[i];
    const data::Split split = data::split(repetition.dataset, settings.fit.train_ratio, seeds[i]);
    const Result<Router> router =
        refit(repetition.dataset, split, repetition.embeddings, settings, part_of(progress, i, seeds.size()));
    if (!router) return router.error();
    const Result<evaluate::Study> study = measure(repetition, *router, split);
    if (!study) return study.error();
    collect(*study, metrics, paired);
  }
  progress(1.0);
  SeedsResult out{seeds.size(), intervals(metrics), {}};
  for (const auto& [curve, values] : paired) out.paired[curve] = intervals(values);
  return out;
}

Result<std::vector<HoldOutResult>> evaluate_held_out(const Repetition& repetition,
                                                     const std::vector<std::string>& names, const Progress& progress) {
  const data::Dataset& dataset = repetition.dataset;
  const Result<std::vector<std::uint32_t>> groups = find_groups(dataset, names);
  if (!groups) return groups.error();
  std::vector<HoldOutResult> out;
  for (const std::uint32_t group : *groups) {
    const data::Split split = split_without(dataset, group);
    const Result<Router> router = refit(dataset, split, repetition.embeddings, repetition.settings,
                                        part_of(progress, out.size(), groups->size()));
    if (!router) return router.error();
    Result<evaluate::Study> study = measure(repetition, *router, split);
    if (!study) return study.error();
    out.push_back({dataset.groups[group], split.test.size(), *std::move(study), best_model(dataset, split.train)});
  }
  progress(1.0);
  return out;
}

}  // namespace alpharoute::experiment
