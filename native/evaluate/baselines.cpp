#include "evaluate/baselines.h"

#include "evaluate/mean.h"

namespace alpharoute::evaluate {
namespace {

// Mean of value(outcome) over `outcomes`.
template <typename Value>
double mean_of(const std::vector<Outcome>& outcomes, Value value) {
  Mean mean;
  for (const Outcome& outcome : outcomes) mean.add(value(outcome));
  return mean.value();
}

Outcome mean_outcome(const std::vector<Outcome>& outcomes) {
  Outcome out;
  out.overall.accuracy = mean_of(outcomes, [](const Outcome& o) { return o.overall.accuracy; });
  out.overall.cost_per_1000 = mean_of(outcomes, [](const Outcome& o) { return o.overall.cost_per_1000; });
  out.accuracy_macro = mean_of(outcomes, [](const Outcome& o) { return o.accuracy_macro; });
  out.errors = {mean_of(outcomes, [](const Outcome& o) { return o.errors.optimal_selection_rate; }),
                mean_of(outcomes, [](const Outcome& o) { return o.errors.accuracy_regret; }),
                mean_of(outcomes, [](const Outcome& o) { return o.errors.excess_cost_per_1000; })};
  for (std::size_t group = 0; group < outcomes.front().groups.size(); ++group) {
    out.groups.push_back({mean_of(outcomes, [&](const Outcome& o) { return o.groups[group].accuracy; }),
                          mean_of(outcomes, [&](const Outcome& o) { return o.groups[group].cost_per_1000; })});
  }
  out.shares.assign(outcomes.size(), 1.0 / static_cast<double>(outcomes.size()));
  return out;
}

}  // namespace

Baselines baselines(const Evaluation& evaluation, const data::Dataset& dataset, std::span<const std::size_t> rows) {
  const std::vector<Outcome>& singles = evaluation.single_models;
  Baselines out;
  double highest = -1.0;
  for (std::size_t model = 0; model < singles.size(); ++model) {
    if (!(singles[model].overall.accuracy > highest)) continue;
    highest = singles[model].overall.accuracy;
    out.best_single = model;
  }
  out.cheapest = out.best_single;
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t model = 0; model < singles.size(); ++model) {
    if (!(singles[model].overall.cost_per_1000 < lowest)) continue;
    lowest = singles[model].overall.cost_per_1000;
    out.cheapest = model;
  }
  out.random = mean_outcome(singles);
  out.group_oracle = measure(dataset, rows, group_oracle_choices(dataset, rows));
  return out;
}

}  // namespace alpharoute::evaluate
