#include "experiment/robustness.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/common/command.h"
#include "cli/view/terminal.h"

namespace alpharoute::cli {
namespace {

using nlohmann::json;

constexpr std::uint32_t kNearestClusters[] = {1, 2, 4, 8, 16};

// Ascending, the router's own k among them.
std::set<std::uint32_t> numbers_of_clusters(std::uint32_t own, std::size_t rows) {
  std::set<std::uint32_t> numbers;
  for (const std::uint32_t sixths : {2u, 4u, 6u, 9u, 12u, 18u}) {
    const std::uint32_t k = std::max(1u, own * sixths / 6);
    if (k <= rows) numbers.insert(k);
  }
  return numbers;
}

Variation measure(const Repetition& in, const Router& router, const data::Split& split, const Request& request,
                  std::uint32_t value) {
  const Plan plan = take(router.plan(request));
  const evaluate::Evaluation evaluation = unwrap_from(
      in.path,
      evaluate::evaluate(router, in.dataset, in.embeddings, split.test, plan, in.alphas, in.settings.fit.threads));
  const evaluate::Baselines baselines = evaluate::baselines(evaluation, in.dataset, split.test);
  const auto last = std::max_element(evaluation.router.begin(), evaluation.router.end(),
                                     [](const auto& a, const auto& b) { return a.alpha < b.alpha; });
  return {value, evaluate::metrics(evaluation.router, evaluation, baselines), last->outcome.overall.accuracy};
}

json variations_json(const std::vector<Variation>& variations, const char* name) {
  json out = json::array();
  for (const Variation& variation : variations) {
    out.push_back({{name, variation.value},
                   {"aiq", variation.metrics.aiq},
                   {"accuracy", variation.accuracy},
                   {"cost_save", variation.metrics.cost_save}});
  }
  return out;
}

void add(Table& table, const char* name, const std::vector<Variation>& variations) {
  for (const Variation& variation : variations) {
    table.add({name + std::to_string(variation.value), percent(variation.metrics.aiq), percent(variation.accuracy),
               percent(variation.metrics.cost_save)});
  }
}

}  // namespace

Robustness evaluate_robustness(const Repetition& in) {
  const std::uint32_t own = in.settings.fit.clusters;
  const data::Split split = data::split(in.dataset, in.settings.fit.train_ratio, in.settings.fit.seed);
  const std::set<std::uint32_t> numbers = numbers_of_clusters(own, split.train.size());
  Robustness out;
  Progress progress("varying the clusters");
  for (const std::uint32_t k : numbers) {
    RefitSettings settings = in.settings;
    settings.fit.clusters = k;
    const double before = static_cast<double>(out.clusters.size());
    const Router router = refit(in.path, in.dataset, split, in.embeddings, settings, [&](double share) {
      progress((before + share) / static_cast<double>(numbers.size()));
    });
    out.clusters.push_back(measure(in, router, split, in.request, k));
    for (const std::uint32_t nearest_clusters : kNearestClusters) {
      if (k != own || nearest_clusters > k) continue;
      Request request = in.request;
      request.nearest_clusters = nearest_clusters;
      out.nearest_clusters.push_back(measure(in, router, split, request, nearest_clusters));
    }
  }
  return out;
}

std::string robustness_table(const Robustness& robustness) {
  Table table({"varied alone", "AIQ", "accuracy, highest α", "cost saved, equal"});
  add(table, "k ", robustness.clusters);
  add(table, "top-p ", robustness.nearest_clusters);
  return table.text();
}

json to_json(const Robustness& robustness) {
  return {{"k", variations_json(robustness.clusters, "k")}, {"p", variations_json(robustness.nearest_clusters, "nearest_clusters")}};
}

}  // namespace alpharoute::cli
