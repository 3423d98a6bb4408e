// Tables of the metrics, for one fit and averaged over seeds.
#include <algorithm>
#include <cmath>
#include <string_view>

#include "report/facts/text.h"
#include "report/page/sections.h"

namespace alpharoute::report {
namespace {

enum class Unit { share, gain, usd, plain };

struct Metric {
  std::string_view name, title, meaning;
  Unit unit;
};

// In the order of the table. Metrics that are not listed come last, under their JSON name.
constexpr Metric kMetrics[] = {
    {"aiq", "AIQ", "mean accuracy over the range of costs; higher is better", Unit::share},
    {"aiq_single_hull", "AIQ of the single models", "AIQ of random mixes of single models", Unit::share},
    {"aiq_low", "AIQ from", "cost per 1,000 of the cheapest single model", Unit::usd},
    {"aiq_high", "AIQ to", "cost per 1,000 of the best single model", Unit::usd},
    {"perf_gain", "Accuracy gain", "most accurate α compared with the best single model, relative", Unit::gain},
    {"cost_save", "Cost saved, same accuracy", "share of the best single model's cost", Unit::share},
    {"cost_save_at_90", "Cost saved, 90 % of the accuracy", "share of the best single model's cost", Unit::share},
    {"gain_over_best", "Gain over the best", "highest α compared with the best single model, relative", Unit::gain},
    {"gain_over_random", "Gain over random", "highest α compared with a random model, relative", Unit::gain},
    {"gap_to_oracle", "Gap to the oracle", "accuracy missing at the highest α, relative; lower is better", Unit::share},
    {"router_arena", "RouterArena score", "accuracy with a small weight for cost; higher is better", Unit::plain},
    {"apgr", "APGR", "mean share of the gap between weak and strong model that is closed", Unit::share},
    {"cpt_50", "CPT 50 %", "share of strong calls that closes 50 % of the gap; lower is better", Unit::share},
    {"cpt_80", "CPT 80 %", "share of strong calls that closes 80 % of the gap; lower is better", Unit::share}};

const Metric* known(std::string_view name) {
  const auto found =
      std::find_if(std::begin(kMetrics), std::end(kMetrics), [&](const Metric& metric) { return metric.name == name; });
  return found == std::end(kMetrics) ? nullptr : found;
}

std::string show(const std::string& name, double value, bool is_difference = false) {
  const Metric* metric = known(name);
  switch (metric != nullptr ? metric->unit : Unit::plain) {
    case Unit::share: return is_difference ? signed_percent(value) : percent(value);
    case Unit::gain: return signed_percent(value);
    case Unit::usd: return usd(value);
    case Unit::plain: break;
  }
  return fixed(value, 3);
}

std::string show_interval(const Interval& interval, bool is_difference) {
  return show(interval.name, interval.low, is_difference) + " to " + show(interval.name, interval.high, is_difference);
}

double value_of(const Numbers& numbers, const std::string& name) {
  const auto found =
      std::find_if(numbers.begin(), numbers.end(), [&](const auto& entry) { return entry.first == name; });
  return found == numbers.end() ? kUnknownNumber : found->second;
}

// Names of `entries`: listed metrics in the order of kMetrics, then the others.
template <typename Entries, typename NameOf>
std::vector<std::string> ordered_names(const Entries& entries, NameOf name_of) {
  std::vector<std::string> names;
  for (const Metric& metric : kMetrics) {
    const bool is_there =
        std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return name_of(entry) == metric.name; });
    if (is_there) names.emplace_back(metric.name);
  }
  for (const auto& entry : entries) {
    if (known(name_of(entry)) == nullptr) names.push_back(name_of(entry));
  }
  return names;
}

std::string title_of(const std::string& name) {
  const Metric* metric = known(name);
  return metric != nullptr ? std::string(metric->title) : name;
}

std::string meaning_of(const std::string& name) {
  const Metric* metric = known(name);
  return metric != nullptr ? std::string(metric->meaning) : "";
}

const Interval* find(const std::vector<Interval>& intervals, const std::string& name) {
  const auto found =
      std::find_if(intervals.begin(), intervals.end(), [&](const Interval& interval) { return interval.name == name; });
  return found == intervals.end() ? nullptr : &*found;
}

bool excludes_zero(const Interval& interval) { return interval.low > 0.0 || interval.high < 0.0; }

}  // namespace

Table metrics_table(const Facts& facts) {
  Table table{"Metrics over all α", {"Metric", "Meaning", "router"}, 2};
  for (const auto& [name, numbers] : facts.curve_metrics) table.columns.push_back(name);
  for (const std::string& name : ordered_names(facts.metrics, [](const auto& entry) { return entry.first; })) {
    std::vector<std::string> cells = {title_of(name), meaning_of(name), show(name, value_of(facts.metrics, name))};
    for (const auto& [curve, numbers] : facts.curve_metrics) cells.push_back(show(name, value_of(numbers, name)));
    table.add(std::move(cells));
  }
  return table;
}

Table seeds_table(const Facts& facts) {
  const std::string fits = std::isfinite(facts.seeds) ? count(facts.seeds) + " seeds" : "several seeds";
  Table table{"Means over " + fits + ", with 95 % intervals", {"Metric", "Mean", "Interval"}};
  for (const auto& [curve, intervals] : facts.seed_pairs) {
    table.columns.push_back("Router minus " + curve);
    table.columns.push_back("Interval of the difference");
  }
  for (const std::string& name : ordered_names(facts.seed_metrics, [](const Interval& in) { return in.name; })) {
    const Interval& own = *find(facts.seed_metrics, name);
    Row row{{{title_of(name)}, {show(name, own.mean)}, {show_interval(own, false)}}};
    for (const auto& [curve, intervals] : facts.seed_pairs) {
      const Interval* difference = find(intervals, name);
      row.cells.push_back({difference != nullptr ? show(name, difference->mean, true) : "–",
                           difference != nullptr && excludes_zero(*difference)});
      row.cells.push_back({difference != nullptr ? show_interval(*difference, true) : "–"});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace alpharoute::report
