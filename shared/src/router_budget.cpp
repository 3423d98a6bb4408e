#include <algorithm>
#include <cmath>

#include "query.h"

namespace alpharoute {
namespace {

struct Mean {
  double accuracy = 0.0, cost = 0.0;  // per query, summed over clusters by their share of the prompts
};

// The mean changes by this much where the dial passes `from`.
struct Step {
  double from;
  Mean change;
};

struct Interval {
  double from, to;
  Mean mean;

  OperatingPoint place() const { return {from + (to - from) / 2, mean.accuracy, 1000.0 * mean.cost}; }
};

const Expectation& expectation_of(const Workspace& workspace, std::uint32_t model) {
  const auto found = std::lower_bound(workspace.admitted.begin(), workspace.admitted.end(), model);
  return workspace.admitted_expectations[static_cast<std::size_t>(found - workspace.admitted.begin())];
}

// Adds how a cluster's choice changes along the dial. A model of unknown cost, eligible at alpha = 1 alone, is left
// out.
void add_steps(const std::vector<Segment>& spectrum, const Workspace& workspace, double share,
               std::vector<Step>& steps) {
  Mean before;
  for (const Segment& segment : spectrum) {
    const Expectation& expected = expectation_of(workspace, segment.model);
    if (std::isnan(expected.cost_usd)) return;
    const Mean after{share * std::clamp(expected.accuracy, 0.0, 1.0), share * expected.cost_usd};
    steps.push_back({segment.from, {after.accuracy - before.accuracy, after.cost - before.cost}});
    before = after;
  }
}

std::vector<Interval> join_steps(std::vector<Step>& steps) {
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.from < b.from; });
  std::vector<Interval> intervals;
  Mean mean;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    mean.accuracy += steps[i].change.accuracy;
    mean.cost += steps[i].change.cost;
    const double to = i + 1 < steps.size() ? steps[i + 1].from : 1.0;
    if (to > steps[i].from || to == 1.0) intervals.push_back({steps[i].from, to, mean});
  }
  return intervals;
}

double highest(const std::vector<double>& means) {
  double best = 0.0;
  for (const double mean : means) best = std::max(best, std::isnan(mean) ? 0.0 : mean);
  return best;
}

// Of the intervals that `is_kept` accepts the one that `is_better` than all others, the first of equals.
template <typename Kept, typename Better>
const Interval* pick(const std::vector<Interval>& intervals, Kept is_kept, Better is_better) {
  const Interval* best = nullptr;
  for (const Interval& interval : intervals) {
    if (is_kept(interval.mean) && (best == nullptr || is_better(interval.mean, best->mean))) best = &interval;
  }
  return best;
}

bool is_more_accurate(const Mean& a, const Mean& b) {
  return a.accuracy > b.accuracy || (a.accuracy == b.accuracy && a.cost < b.cost);
}

bool is_cheaper(const Mean& a, const Mean& b) {
  return a.cost < b.cost || (a.cost == b.cost && a.accuracy > b.accuracy);
}

Result<void> check(const Budget& budget) {
  if (budget.cost_per_1000.has_value() == budget.best_share.has_value()) {
    return Error{ErrorCode::invalid_argument, "a budget is either a cost_per_1000 or a best_share. Give one of the two."};
  }
  if (budget.cost_per_1000 && !(*budget.cost_per_1000 >= 0.0)) {
    return Error{ErrorCode::invalid_argument, "a budget's cost_per_1000 must be from 0 up"};
  }
  if (budget.best_share && !(*budget.best_share >= 0.0 && *budget.best_share <= 1.0)) {
    return Error{ErrorCode::invalid_argument, "a budget's best_share must be from 0 to 1"};
  }
  return {};
}

}  // namespace

Result<OperatingPoint> Router::solve(const Budget& budget, const Plan& plan) const {
  if (auto valid = check(budget); !valid) return valid.error();
  const Centroids& centroids = artifact_.centroids;
  double prompts = 0.0;
  for (const std::uint32_t size : artifact_.cluster_size) prompts += size;
  Workspace workspace;
  std::vector<Segment> spectrum;
  std::vector<Step> steps;
  std::vector<double> single(artifact_.models.size());
  for (std::uint32_t j = 0; j < centroids.count; ++j) {
    const double share = artifact_.cluster_size[j] / prompts;
    if (!(share > 0.0)) continue;
    const auto centroid =
        std::span(centroids.values).subspan(std::size_t{j} * centroids.dimensions, centroids.dimensions);
    const Query query = look_up(artifact_, centroid, plan, workspace);
    draw_spectrum(query, plan.scoring, workspace, spectrum);
    add_steps(spectrum, workspace, share, steps);
    for (std::size_t i = 0; i < plan.models.size(); ++i) {
      single[plan.models[i]] += share * std::clamp(workspace.expectations[i].accuracy, 0.0, 1.0);
    }
  }
  const std::vector<Interval> intervals = join_steps(steps);
  const Interval* found = nullptr;
  if (budget.cost_per_1000) {
    const double limit = *budget.cost_per_1000 / 1000.0;
    found = pick(
        intervals, [&](const Mean& mean) { return mean.cost <= limit; }, is_more_accurate);
  } else {
    const double floor = *budget.best_share * highest(single);
    found = pick(
        intervals, [&](const Mean& mean) { return mean.accuracy >= floor; }, is_cheaper);
    if (found == nullptr)
      found = pick(
          intervals, [](const Mean&) { return true; }, is_more_accurate);
  }
  if (found != nullptr) return found->place();
  return Error{ErrorCode::no_model,
               "no choice of these models is expected to keep the budget. Raise it, or allow cheaper models."};
}

}  // namespace alpharoute
