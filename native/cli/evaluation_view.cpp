#include "cli/evaluation_view.h"

#include <algorithm>

#include "cli/terminal.h"

namespace alpharoute::cli {
namespace {

std::size_t best_single(const evaluate::Evaluation& evaluation) {
  const auto best = std::max_element(
      evaluation.single_models.begin(), evaluation.single_models.end(),
      [](const auto& a, const auto& b) { return a.overall.accuracy < b.overall.accuracy; });
  return static_cast<std::size_t>(best - evaluation.single_models.begin());
}

std::string heading(double alpha) { return "α " + fixed(alpha, 2); }

void add(Table& table, const std::string& name, const evaluate::Outcome& outcome, bool marked = false) {
  table.add({name, percent(outcome.overall.accuracy), percent(outcome.accuracy_macro),
             usd(outcome.overall.cost_per_1000)},
            marked);
}

}  // namespace

std::string evaluation_table(const evaluate::Evaluation& evaluation, const data::Dataset& dataset) {
  Table table({"", "accuracy", "macro", "per 1,000"});
  for (const evaluate::Point& point : evaluation.router) add(table, "router, " + heading(point.alpha), point.outcome, true);
  std::vector<std::size_t> order(dataset.models.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return evaluation.single_models[a].overall.accuracy > evaluation.single_models[b].overall.accuracy;
  });
  for (const std::size_t model : order) add(table, "always " + dataset.models[model], evaluation.single_models[model]);
  add(table, "oracle", evaluation.oracle);
  return table.text();
}

std::string group_table(const evaluate::Evaluation& evaluation, const data::Dataset& dataset) {
  const std::size_t best = best_single(evaluation);
  std::vector<std::string> columns = {"accuracy by data set", "always " + dataset.models[best]};
  for (const evaluate::Point& point : evaluation.router) columns.push_back(heading(point.alpha));
  Table table(std::move(columns));
  for (std::size_t group = 0; group < dataset.groups.size(); ++group) {
    std::vector<std::string> row = {dataset.groups[group], percent(evaluation.single_models[best].groups[group].accuracy)};
    for (const evaluate::Point& point : evaluation.router) row.push_back(percent(point.outcome.groups[group].accuracy));
    table.add(std::move(row));
  }
  return table.text();
}

std::string share_table(const evaluate::Evaluation& evaluation, const data::Dataset& dataset) {
  std::vector<std::string> columns = {"share of the queries"};
  for (const evaluate::Point& point : evaluation.router) columns.push_back(heading(point.alpha));
  Table table(std::move(columns));
  for (std::size_t model = 0; model < dataset.models.size(); ++model) {
    std::vector<std::string> row = {dataset.models[model]};
    for (const evaluate::Point& point : evaluation.router) row.push_back(percent(point.outcome.shares[model]));
    table.add(std::move(row));
  }
  return table.text();
}

}  // namespace alpharoute::cli
