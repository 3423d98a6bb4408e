#include "cli/view/repeats.h"

#include <algorithm>
#include <cmath>

#include "cli/view/terminal.h"

namespace alpharoute::cli {
namespace {

struct Shown {
  const char* metric;
  const char* title;
};

// The main metrics; the report has all.
constexpr Shown kShown[] = {{"aiq", "AIQ"},
                            {"perf_gain", "best accuracy, gain"},
                            {"cost_save", "cost saved, equal"},
                            {"cost_save_at_90", "cost saved, 90 %"},
                            {"gap_to_oracle", "gap to oracle"},
                            {"router_arena", "RouterArena"},
                            {"apgr", "APGR"},
                            {"ece", "ECE"}};

// Returns e.g. "65.21 ± 0.40": the mean and half of the interval, in percentage points.
std::string interval_text(const evaluate::Interval& interval) {
  if (std::isnan(interval.mean)) return "–";
  const std::string mean = (interval.mean < 0.0 ? "−" : "") + fixed(100.0 * std::abs(interval.mean), 2);
  return std::isnan(interval.high) ? mean : mean + " ± " + fixed(100.0 * (interval.high - interval.mean), 2);
}

const evaluate::Point& at_highest_alpha(const experiment::HoldOutResult& out) {
  const std::vector<evaluate::Point>& sweep = out.study.evaluation.router;
  return *std::max_element(sweep.begin(), sweep.end(), [](const auto& a, const auto& b) { return a.alpha < b.alpha; });
}

std::string highest_alpha(const std::vector<experiment::HoldOutResult>& left_out) {
  return fixed(at_highest_alpha(left_out.front()).alpha, 2);
}

}  // namespace

std::string seeds_table(const experiment::SeedsResult& seeds) {
  std::vector<std::string> columns = {std::to_string(seeds.count) + " seeds, in %, ± 95 %", "router"};
  for (const auto& paired : seeds.paired) columns.push_back("ahead of " + paired.first);
  Table table(std::move(columns));
  for (const Shown& shown : kShown) {
    const auto own = seeds.metrics.find(shown.metric);
    if (own == seeds.metrics.end()) continue;
    std::vector<std::string> row = {shown.title, interval_text(own->second)};
    for (const auto& [curve, intervals] : seeds.paired) {
      const auto difference = intervals.find(shown.metric);
      row.push_back(difference == intervals.end() ? "" : interval_text(difference->second));
    }
    table.add(std::move(row));
  }
  return table.text();
}

std::string left_out_table(const std::vector<experiment::HoldOutResult>& left_out, const data::Dataset& dataset) {
  Table table({"left out", "rows", "novelty", "router, α " + highest_alpha(left_out), "best of the others",
               "best in hindsight", "oracle"});
  for (const experiment::HoldOutResult& out : left_out) {
    const evaluate::Evaluation& evaluation = out.study.evaluation;
    const std::size_t best = out.study.baselines.best_single;
    table.add({out.group, std::to_string(out.rows), fixed(out.study.novelty, 2),
               percent(at_highest_alpha(out).outcome.overall.accuracy),
               percent(evaluation.single_models[out.best_others].overall.accuracy),
               percent(evaluation.single_models[best].overall.accuracy), percent(evaluation.oracle.overall.accuracy)});
  }
  return table.text() +
         "  best of the others: the single model that is best on the data sets the router was fitted on, " + "of " +
         std::to_string(dataset.models.size()) + "\n";
}

}  // namespace alpharoute::cli
