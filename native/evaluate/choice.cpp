#include "evaluate/choice.h"

#include <cmath>
#include <limits>

#include "evaluate/mean.h"

namespace alpharoute::evaluate {
namespace {

std::int64_t oracle_choice(const data::Dataset& dataset, std::size_t row) {
  std::int64_t choice = kUndecided;
  double best_score = 0.0, best_cost = 0.0;
  for (std::size_t model = 0; model < dataset.models.size(); ++model) {
    const double score = static_cast<double>(dataset.score[dataset.cell(row, model)]);
    if (std::isnan(score)) continue;
    double cost = static_cast<double>(dataset.cost[dataset.cell(row, model)]);
    if (std::isnan(cost)) cost = std::numeric_limits<double>::infinity();
    if (choice != kUndecided && (score < best_score || (score == best_score && cost >= best_cost))) continue;
    choice = static_cast<std::int64_t>(model);
    best_score = score;
    best_cost = cost;
  }
  return choice;
}

}  // namespace

Choices oracle_choices(const data::Dataset& dataset, std::span<const std::size_t> rows) {
  Choices choices;
  choices.reserve(rows.size());
  for (const std::size_t row : rows) choices.push_back(oracle_choice(dataset, row));
  return choices;
}

Choices group_oracle_choices(const data::Dataset& dataset, std::span<const std::size_t> rows) {
  const std::size_t models = dataset.models.size();
  std::vector<Mean> means(dataset.groups.size() * models);
  for (const std::size_t row : rows) {
    for (std::size_t model = 0; model < models; ++model) {
      means[dataset.group[row] * models + model].add(static_cast<double>(dataset.score[dataset.cell(row, model)]));
    }
  }
  Choices best(dataset.groups.size(), kUndecided);
  for (std::size_t group = 0; group < best.size(); ++group) {
    double highest = -1.0;
    for (std::size_t model = 0; model < models; ++model) {
      const double mean = means[group * models + model].value();
      if (!(mean > highest)) continue;
      highest = mean;
      best[group] = static_cast<std::int64_t>(model);
    }
  }
  Choices choices;
  choices.reserve(rows.size());
  for (const std::size_t row : rows) choices.push_back(best[dataset.group[row]]);
  return choices;
}

}  // namespace alpharoute::evaluate
