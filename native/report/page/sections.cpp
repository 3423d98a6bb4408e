#include "report/page/sections.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/facts/text.h"

namespace alpharoute::report {
namespace {

struct ResultRow {
  std::string name;
  const Outcome* outcome;
  bool is_router = false, is_contender = true;
};

std::vector<ResultRow> results(const Facts& facts) {
  std::vector<std::size_t> order(facts.models.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto rank = [&](std::size_t i) {
    return std::isfinite(facts.singles[i].accuracy) ? facts.singles[i].accuracy : -1.0;
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) > rank(b); });
  std::vector<ResultRow> out;
  for (const std::size_t model : order) out.push_back({facts.short_models[model], &facts.singles[model]});
  for (const auto& [alpha, outcome] : facts.router.points)
    out.push_back({"router, " + alpha_name(alpha), &outcome, true});
  out.push_back({"random", &facts.random, false, false});
  out.push_back({"best model per data set", &facts.dataset_oracle, false, false});
  out.push_back({"oracle", &facts.oracle, false, false});
  std::erase_if(out, [](const ResultRow& result) {
    return !result.is_contender && !std::isfinite(result.outcome->accuracy) && !std::isfinite(result.outcome->cost);
  });
  return out;
}

// Accuracy over all rows, mean over the data sets, then by data set.
std::vector<double> accuracies(const Outcome& outcome) {
  std::vector<double> out = {outcome.accuracy, outcome.accuracy_macro};
  out.insert(out.end(), outcome.datasets.begin(), outcome.datasets.end());
  return out;
}

std::vector<double> column_bests(const std::vector<ResultRow>& rows, std::size_t columns) {
  std::vector<double> bests(columns, -1.0);
  for (const ResultRow& row : rows) {
    if (!row.is_contender) continue;
    const std::vector<double> values = accuracies(*row.outcome);
    for (std::size_t i = 0; i < columns; ++i)
      bests[i] = std::isfinite(values[i]) ? std::max(bests[i], values[i]) : bests[i];
  }
  return bests;
}

// The model's name in the figures, or a dash without a model.
std::string short_name(const Facts& facts, const std::string& model) {
  const auto found = std::find(facts.models.begin(), facts.models.end(), model);
  if (found != facts.models.end()) return facts.short_models[static_cast<std::size_t>(found - facts.models.begin())];
  return model.empty() ? "–" : model;
}

}  // namespace

Table results_table(const Facts& facts) {
  // The averages come first: on a small screen the data sets are reached by scrolling.
  Table table{"Accuracy in %, and cost in USD", {"Method", "Cost per 1,000", "All rows", "Mean of data sets"}};
  table.columns.insert(table.columns.end(), facts.datasets.begin(), facts.datasets.end());
  const std::vector<ResultRow> rows = results(facts);
  const std::vector<double> bests = column_bests(rows, facts.datasets.size() + 2);
  for (const ResultRow& result : rows) {
    Row row{{{result.name}, {usd(result.outcome->cost)}}, result.is_router};
    const std::vector<double> values = accuracies(*result.outcome);
    for (std::size_t i = 0; i < values.size(); ++i) {
      row.cells.push_back({hundredths(values[i]), result.is_contender && values[i] == bests[i]});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table cluster_table(const Facts& facts) {
  Table table{
      "Clusters of the router",
      {"Cluster", "Best model", "Cheapest within 5 points", "Training rows", "Best accuracy", "Its cost per 1,000"},
      3};
  for (const Cluster& cluster : facts.clusters) {
    table.add({cluster.label.empty() ? count(cluster.id) : count(cluster.id) + "  " + cluster.label,
               short_name(facts, cluster.best_model), short_name(facts, cluster.cheapest_good_model),
               count(cluster.size), percent(cluster.best_accuracy), usd(cluster.cheapest_good_cost * 1000.0)});
  }
  return table;
}

Table hold_out_table(const Facts& facts) {
  Table table{"Accuracy on data sets left out of the fit",
              {"Data set", "Best single model on the others", "Router, highest α", "That model", "Best in hindsight",
               "Oracle", "Rows", "Novelty"},
              2};
  for (const HoldOutResult& out : facts.hold_outs) {
    Row row{{{out.dataset}, {short_name(facts, out.best_of_others)}}};
    row.cells.push_back({percent(out.router), out.router > out.others});
    for (const double accuracy : {out.others, out.hindsight, out.oracle}) row.cells.push_back({percent(accuracy)});
    row.cells.push_back({count(out.rows)});
    row.cells.push_back({trimmed(out.novelty, 2)});
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string method_list(const Facts& facts) {
  std::string out = "<dl class=\"method\">\n";
  const auto add = [&](const std::string& term, const std::string& text) {
    if (!text.empty()) out += "<div><dt>" + escape(term) + "</dt><dd>" + escape(text) + "</dd></div>\n";
  };
  add("Rows",
      std::isfinite(facts.rows) ? count(facts.rows) + (facts.which_rows.empty() ? "" : ", " + facts.which_rows) : "");
  add("Data sets", std::accumulate(facts.datasets.begin(), facts.datasets.end(), std::string(),
                                   [](const std::string& all, const std::string& name) {
                                     return all.empty() ? name : all + ", " + name;
                                   }));
  add("Costs", facts.costs);
  add("Scoring", facts.scoring);
  add("Nearest clusters", std::isfinite(facts.nearest_clusters) ? count(facts.nearest_clusters) : "");
  add("Mean novelty of the rows (0.5: similar to the training rows)",
      std::isfinite(facts.novelty) ? trimmed(facts.novelty, 2) : "");
  add("Artifact, SHA-256", facts.artifact);
  double unanswered = 0.0, undecided = 0.0;
  for (const auto& [alpha, outcome] : facts.router.points) {
    unanswered = std::fmax(unanswered, outcome.unanswered);
    undecided = std::fmax(undecided, outcome.undecided);
  }
  add("Rows without an answer of the chosen model",
      unanswered > 0.0 ? "up to " + count(unanswered) + ", excluded" : "");
  add("Rows without an eligible model", undecided > 0.0 ? "up to " + count(undecided) + ", excluded" : "");
  return out + "</dl>\n";
}

}  // namespace alpharoute::report
