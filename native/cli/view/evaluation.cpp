#include "cli/view/evaluation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "cli/view/terminal.h"

namespace alpharoute::cli {
namespace {

using evaluate::Outcome;
using evaluate::Point;

constexpr std::size_t kShownModels = 8, kShownGroups = 6, kShownPoints = 5;

std::string heading(double alpha) { return "α " + fixed(alpha, 2); }

void add(Table& table, const std::string& name, const Outcome& outcome, bool marked = false) {
  table.add(
      {name, percent(outcome.overall.accuracy), percent(outcome.accuracy_macro), usd(outcome.overall.cost_per_1000)},
      marked);
}

// Returns the single models, the most accurate first.
std::vector<std::size_t> by_accuracy(const evaluate::Evaluation& evaluation) {
  std::vector<std::size_t> order(evaluation.single_models.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return evaluation.single_models[a].overall.accuracy > evaluation.single_models[b].overall.accuracy;
  });
  return order;
}

// Makes rows in the layout of the paper.
class StudyTable {
 public:
  StudyTable(const data::Dataset& dataset, bool has_groups) : has_groups_(has_groups), table_(columns(dataset)) {}

  void add(const std::string& name, const Outcome& outcome, bool marked = false) {
    std::vector<std::string> row = {name};
    for (std::size_t i = 0; has_groups_ && i < outcome.groups.size(); ++i) {
      row.push_back(percent(outcome.groups[i].accuracy));
    }
    for (std::string cell :
         {percent(outcome.accuracy_macro), percent(outcome.overall.accuracy), usd(outcome.overall.cost_per_1000)}) {
      row.push_back(std::move(cell));
    }
    table_.add(std::move(row), marked);
  }

  std::string text() const { return table_.text(); }

 private:
  std::vector<std::string> columns(const data::Dataset& dataset) const {
    std::vector<std::string> out = {""};
    if (has_groups_) out.insert(out.end(), dataset.groups.begin(), dataset.groups.end());
    out.insert(out.end(), {"average", "by query", "per 1,000"});
    return out;
  }

  bool has_groups_;
  Table table_;
};

void add_curve(Table& table, const std::string& name, const evaluate::Metrics& metrics, bool marked) {
  table.add({name, percent(metrics.aiq), signed_percent(metrics.perf_gain), signed_percent(-metrics.cost_save),
             signed_percent(-metrics.cost_save_at_90), percent(metrics.gap_to_oracle),
             fixed(100.0 * metrics.router_arena, 1)},
            marked);
}

std::string at(const std::optional<double>& alpha) { return alpha ? " at α " + fixed(*alpha, 2) : ""; }

}  // namespace

std::vector<Point> shown_points(const std::vector<Point>& sweep) {
  if (sweep.size() <= kShownPoints) return sweep;
  std::vector<Point> out;
  for (std::size_t i = 0; i < kShownPoints; ++i) out.push_back(sweep[i * (sweep.size() - 1) / (kShownPoints - 1)]);
  return out;
}

std::string evaluation_table(const evaluate::Evaluation& evaluation, const data::Dataset& dataset) {
  Table table({"", "accuracy", "macro", "per 1,000"});
  for (const Point& point : evaluation.router) add(table, "router, " + heading(point.alpha), point.outcome, true);
  for (const std::size_t model : by_accuracy(evaluation)) {
    add(table, "always " + dataset.models[model], evaluation.single_models[model]);
  }
  add(table, "oracle", evaluation.oracle);
  return table.text();
}

std::string study_table(const evaluate::Study& study, const data::Dataset& dataset, bool is_full) {
  StudyTable table(dataset, is_full || dataset.groups.size() <= kShownGroups);
  std::vector<std::size_t> order = by_accuracy(study.evaluation);
  const std::size_t hidden = is_full || order.size() <= kShownModels ? 0 : order.size() - kShownModels;
  order.resize(order.size() - hidden);
  for (const std::size_t model : order) table.add(dataset.models[model], study.evaluation.single_models[model]);
  table.add("a model at random", study.baselines.random);
  table.add("the best of each data set", study.baselines.group_oracle);
  table.add("oracle", study.evaluation.oracle);
  for (const Point& point : shown_points(study.evaluation.router)) {
    table.add("router, " + heading(point.alpha), point.outcome, true);
  }
  return table.text() + (hidden > 0 ? "  (" + std::to_string(hidden) + " weaker models: --full)\n" : "");
}

std::string claims_text(const evaluate::Study& study, const data::Dataset& dataset) {
  const evaluate::Claims& claims = study.claims;
  const Outcome& best = study.evaluation.single_models[claims.best_single];
  std::string out = "  against " + bold(dataset.models[claims.best_single]) + ", the best single model (" +
                    percent(best.overall.accuracy) + ", " + usd(best.overall.cost_per_1000) + " per 1,000):\n";
  if (claims.accuracy_gain) {
    out += "    " + highlight(signed_percent(*claims.accuracy_gain)) + " accuracy" + at(claims.alpha_best) + "\n";
  }
  const auto cost_line = [&](const std::optional<double>& saved, const std::optional<double>& alpha,
                             const char* where) {
    out += "    " +
           (saved ? highlight(signed_percent(-*saved)) + " cost " + where + at(alpha) : std::string("never ") + where) +
           "\n";
  };
  cost_line(claims.cost_saved_equal, claims.alpha_equal, "at equal accuracy");
  cost_line(claims.cost_saved_90, claims.alpha_90, "at 90 % of its accuracy");
  return out;
}

std::string curves_table(const evaluate::Study& study, const std::string& own_name) {
  Table table({"over all α", "AIQ", "best accuracy", "cost, equal", "cost, 90 %", "to oracle", "RouterArena"});
  add_curve(table, own_name, study.metrics, true);
  for (const auto& [name, curve] : study.others) {
    add_curve(table, name == "knn" ? "nearest neighbours" : name, curve.metrics, false);
  }
  table.add({"single models' hull", percent(study.metrics.aiq_single_hull)});
  std::string out = table.text();
  if (const auto& pair = study.metrics.pair) {
    out += "  weak against strong: APGR " + fixed(pair->apgr, 3) + ", CPT(50 %) " + percent(pair->cpt_50) +
           ", CPT(80 %) " + percent(pair->cpt_80) + "\n";
  }
  return out;
}

std::string errors_text(const evaluate::Study& study, const Point& point) {
  const evaluate::Errors& errors = point.outcome.errors;
  return "  " + heading(point.alpha) + ": one of the best answers for " + percent(errors.optimal_selection_rate) +
         " of the queries, " + percent(errors.accuracy_regret) + " accuracy lost, " + usd(errors.excess_cost_per_1000) +
         " per 1,000 excess cost\n  expected accuracies: " + percent(study.calibration.ece()) +
         " off (ECE), of the chosen model " + percent(study.calibration_chosen.ece()) + "; Brier " +
         fixed(study.calibration.brier(), 3) + "\n";
}

std::string group_table(const evaluate::Study& study, const data::Dataset& dataset) {
  const std::size_t best = study.baselines.best_single;
  const std::vector<Point> shown = shown_points(study.evaluation.router);
  std::vector<std::string> columns = {"accuracy by data set", "always " + dataset.models[best]};
  for (const Point& point : shown) columns.push_back(heading(point.alpha));
  Table table(std::move(columns));
  for (std::size_t group = 0; group < dataset.groups.size(); ++group) {
    std::vector<std::string> row = {dataset.groups[group],
                                    percent(study.evaluation.single_models[best].groups[group].accuracy)};
    for (const Point& point : shown) row.push_back(percent(point.outcome.groups[group].accuracy));
    table.add(std::move(row));
  }
  return table.text();
}

std::string share_table(const evaluate::Study& study, const data::Dataset& dataset) {
  const std::vector<Point> shown = shown_points(study.evaluation.router);
  std::vector<std::string> columns = {"share of the queries"};
  for (const Point& point : shown) columns.push_back(heading(point.alpha));
  Table table(std::move(columns));
  for (std::size_t model = 0; model < dataset.models.size(); ++model) {
    std::vector<std::string> row = {dataset.models[model]};
    for (const Point& point : shown) row.push_back(percent(point.outcome.shares[model]));
    table.add(std::move(row));
  }
  return table.text();
}

}  // namespace alpharoute::cli
