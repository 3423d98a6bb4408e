#include "router_budget.h"

#include <algorithm>
#include <cmath>

#include "query.h"

namespace alpharoute {
namespace {

struct Mean {
  double accuracy = 0.0, cost = 0.0;  // per query, summed over clusters by their share of the prompts
};

// A change of the mean at alpha = `from`.
struct Step {
  double from;
  Mean change;
};

struct Interval {
  double from, to;
  Mean mean;

  OperatingPoint middle() const { return {from + (to - from) / 2, mean.accuracy, 1000.0 * mean.cost}; }
};

const Expectation& expectation_of(const Workspace& workspace, std::uint32_t model) {
  const auto found = std::lower_bound(workspace.admitted.begin(), workspace.admitted.end(), model);
  return workspace.admitted_expectations[static_cast<std::size_t>(found - workspace.admitted.begin())];
}

// Adds the steps of one cluster's choice over alpha. Stops at a model of unknown cost, which is eligible only at
// alpha 1.
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

// Returns the best accepted interval; ties go to the first. Null if none is accepted.
template <typename Accept, typename Better>
const Interval* find_best(const std::vector<Interval>& intervals, Accept is_accepted, Better is_better) {
  const Interval* best = nullptr;
  for (const Interval& interval : intervals) {
    if (is_accepted(interval.mean) && (best == nullptr || is_better(interval.mean, best->mean))) best = &interval;
  }
  return best;
}

bool is_more_accurate(const Mean& a, const Mean& b) {
  return a.accuracy > b.accuracy || (a.accuracy == b.accuracy && a.cost < b.cost);
}

bool is_cheaper(const Mean& a, const Mean& b) {
  return a.cost < b.cost || (a.cost == b.cost && a.accuracy > b.accuracy);
}

Error invalid_argument(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

Result<void> check(const Budget& budget) {
  if (budget.cost_per_1000.has_value() == budget.best_share.has_value()) {
    return invalid_argument("budget must have either cost_per_1000 or best_share.");
  }
  if (budget.cost_per_1000 && !(*budget.cost_per_1000 >= 0.0)) {
    return invalid_argument("cost_per_1000 must be at least 0.");
  }
  if (budget.best_share && !(*budget.best_share >= 0.0 && *budget.best_share <= 1.0)) {
    return invalid_argument("best_share must be from 0 to 1.");
  }
  return {};
}

// What to expect over the training clusters.
struct Survey {
  std::vector<Interval> intervals;  // of alpha, ascending
  std::vector<double> accuracy;     // mean of each model over all queries; NaN: unknown, 0: not selected
};

Survey survey_clusters(const Artifact& artifact, const Selection& selection) {
  const Centroids& centroids = artifact.centroids;
  double queries = 0.0;
  for (const std::uint32_t size : artifact.cluster_size) queries += size;
  Workspace workspace;
  std::vector<Segment> spectrum;
  std::vector<Step> steps;
  std::vector<double> accuracy(artifact.models.size());
  for (std::uint32_t j = 0; j < centroids.count; ++j) {
    const double share = artifact.cluster_size[j] / queries;
    if (!(share > 0.0)) continue;
    const auto centroid =
        std::span(centroids.values).subspan(std::size_t{j} * centroids.dimensions, centroids.dimensions);
    const Query query = look_up(artifact, centroid, selection, workspace);
    find_spectrum(query, selection.scoring, workspace, spectrum);
    add_steps(spectrum, workspace, share, steps);
    for (std::size_t i = 0; i < selection.models.size(); ++i) {
      accuracy[selection.models[i]] += share * std::clamp(workspace.expectations[i].accuracy, 0.0, 1.0);
    }
  }
  return {join_steps(steps), std::move(accuracy)};
}

const Interval* find_cheap_enough(const Survey& survey, double cost_per_1000) {
  const double limit = cost_per_1000 / 1000.0;
  const auto is_accepted = [&](const Mean& mean) { return mean.cost <= limit; };
  return find_best(survey.intervals, is_accepted, is_more_accurate);
}

// The most accurate interval if none is accurate enough.
const Interval* find_accurate_enough(const Survey& survey, double best_share) {
  const double floor = best_share * highest(survey.accuracy);
  const auto is_accepted = [&](const Mean& mean) { return mean.accuracy >= floor; };
  if (const Interval* found = find_best(survey.intervals, is_accepted, is_cheaper)) return found;
  const auto any = [](const Mean&) { return true; };
  return find_best(survey.intervals, any, is_more_accurate);
}

}  // namespace

Result<OperatingPoint> solve_budget(const Artifact& artifact, const Budget& budget, const Selection& selection) {
  if (auto valid = check(budget); !valid) return valid.error();
  const Survey survey = survey_clusters(artifact, selection);
  const Interval* found = budget.cost_per_1000 ? find_cheap_enough(survey, *budget.cost_per_1000)
                                               : find_accurate_enough(survey, *budget.best_share);
  if (found != nullptr) return found->middle();
  return Error{ErrorCode::no_model,
               "no choice among these models is within the budget. Raise it, or allow cheaper models."};
}

}  // namespace alpharoute
