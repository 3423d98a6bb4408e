#include "experiment/repeats.h"

#include <algorithm>
#include <cmath>

#include "cli/common/command.h"
#include "cli/view/terminal.h"

namespace alpharoute::cli {
namespace {

using Values = std::map<std::string, std::vector<double>>;

// Shows the share of all repetitions, each of which reports its own.
class Repeats {
 public:
  Repeats(std::string what, std::size_t count) : progress_(std::move(what)), count_(static_cast<double>(count)) {}

  std::function<void(double)> next() {
    const double before = static_cast<double>(begun_++);
    return [this, before](double share) { progress_((before + share) / count_); };
  }

 private:
  Progress progress_;
  double count_;
  std::size_t begun_ = 0;
};

evaluate::Study study_of(const Repetition& in, const Router& router, const data::Split& split, bool has_neighbours) {
  evaluate::StudyOptions options{in.alphas, in.pair, {}, in.settings.fit.threads};
  if (has_neighbours) options.training = split.train;
  const Plan plan = take(router.plan(in.request));
  return unwrap_from(in.path, evaluate::study(router, in.dataset, in.embeddings, split.test, plan, options));
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

std::size_t best_on(const data::Dataset& dataset, const std::vector<std::size_t>& rows) {
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

std::vector<std::uint32_t> find_groups(const std::string& path, const data::Dataset& dataset,
                                       const std::vector<std::string>& names) {
  if (dataset.groups.size() < 2) {
    throw Failure{
        {ErrorCode::bad_data,
         path + ": holds a single data set, and without it there is nothing to fit on. Give data of several."}};
  }
  std::vector<std::uint32_t> groups;
  if (names == std::vector<std::string>{"all"}) {
    for (std::uint32_t group = 0; group < dataset.groups.size(); ++group) groups.push_back(group);
    return groups;
  }
  for (const std::string& name : names) {
    const auto found = std::find(dataset.groups.begin(), dataset.groups.end(), name);
    if (found == dataset.groups.end()) {
      std::string known;
      for (const std::string& group : dataset.groups) known += (known.empty() ? "" : ", ") + group;
      throw Failure{{ErrorCode::invalid_argument,
                     "there is no data set \"" + name + "\" to leave out. There are " + known + "; or say all."}};
    }
    groups.push_back(static_cast<std::uint32_t>(found - dataset.groups.begin()));
  }
  return groups;
}

}  // namespace

SeedsResult evaluate_seeds(const Repetition& repetition, const std::vector<std::uint32_t>& seeds) {
  Values metrics;
  std::map<std::string, Values> paired;
  Repeats repeats("fitting again", seeds.size());
  for (const std::uint32_t seed : seeds) {
    RefitSettings settings = repetition.settings;
    settings.fit.seed = seed;
    const data::Split split = data::split(repetition.dataset, settings.fit.train_ratio, seed);
    const Router router =
        refit(repetition.path, repetition.dataset, split, repetition.embeddings, settings, repeats.next());
    collect(study_of(repetition, router, split, true), metrics, paired);
  }
  SeedsResult out{seeds.size(), intervals(metrics), {}};
  for (const auto& [curve, values] : paired) out.paired[curve] = intervals(values);
  return out;
}

std::vector<HoldOutResult> evaluate_left_out(const Repetition& repetition, const std::vector<std::string>& names) {
  const data::Dataset& dataset = repetition.dataset;
  const std::vector<std::uint32_t> groups = find_groups(repetition.path, dataset, names);
  std::vector<HoldOutResult> out;
  Repeats repeats("fitting without a data set", groups.size());
  for (const std::uint32_t group : groups) {
    data::Split split;
    for (std::size_t row = 0; row < dataset.rows(); ++row) {
      (dataset.group[row] == group ? split.test : split.train).push_back(row);
    }
    const Router router =
        refit(repetition.path, dataset, split, repetition.embeddings, repetition.settings, repeats.next());
    out.push_back({dataset.groups[group], split.test.size(), study_of(repetition, router, split, true),
                   best_on(dataset, split.train)});
  }
  return out;
}

}  // namespace alpharoute::cli
