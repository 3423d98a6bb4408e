#include "experiment/robustness.h"

#include <algorithm>
#include <set>

namespace alpharoute::experiment {
namespace {

constexpr std::uint32_t kNearestClusters[] = {1, 2, 4, 8, 16};

std::set<std::uint32_t> cluster_numbers(std::uint32_t own, std::size_t rows) {
  std::set<std::uint32_t> numbers;
  for (const std::uint32_t sixths : {2u, 4u, 6u, 9u, 12u, 18u}) {
    const std::uint32_t k = std::max(1u, own * sixths / 6);
    if (k <= rows) numbers.insert(k);
  }
  return numbers;
}

Result<Variation> measure(const Repetition& in, const Router& router, const data::Split& split, const Request& request,
                          std::uint32_t value) {
  const Result<Plan> plan = router.plan(request);
  if (!plan) return plan.error();
  const Result<evaluate::Evaluation> evaluation =
      evaluate::evaluate(router, in.dataset, in.embeddings, split.test, *plan, in.alphas, in.settings.fit.threads);
  if (!evaluation) return evaluation.error();
  const evaluate::Baselines baselines = evaluate::baselines(*evaluation, in.dataset, split.test);
  const auto last = std::max_element(evaluation->router.begin(), evaluation->router.end(),
                                     [](const auto& a, const auto& b) { return a.alpha < b.alpha; });
  return Variation{value, evaluate::metrics(evaluation->router, *evaluation, baselines),
                   last->outcome.overall.accuracy};
}

Result<std::vector<Variation>> vary_nearest_clusters(const Repetition& in, const Router& router,
                                                     const data::Split& split) {
  std::vector<Variation> out;
  for (const std::uint32_t nearest_clusters : kNearestClusters) {
    if (nearest_clusters > in.settings.fit.clusters) break;
    Request request = in.request;
    request.nearest_clusters = nearest_clusters;
    Result<Variation> variation = measure(in, router, split, request, nearest_clusters);
    if (!variation) return variation.error();
    out.push_back(*std::move(variation));
  }
  return out;
}

}  // namespace

Result<Robustness> evaluate_robustness(const Repetition& in, const Progress& progress) {
  const data::Split split = data::split(in.dataset, in.settings.fit.train_ratio, in.settings.fit.seed);
  const std::set<std::uint32_t> numbers = cluster_numbers(in.settings.fit.clusters, split.train.size());
  Robustness out;
  for (const std::uint32_t k : numbers) {
    RefitSettings settings = in.settings;
    settings.fit.clusters = k;
    const double before = static_cast<double>(out.clusters.size());
    const Result<Router> router = refit(in.dataset, split, in.embeddings, settings, [&](double share) {
      progress((before + share) / static_cast<double>(numbers.size()));
    });
    if (!router) return router.error();
    Result<Variation> variation = measure(in, *router, split, in.request, k);
    if (!variation) return variation.error();
    out.clusters.push_back(*std::move(variation));
    if (k != in.settings.fit.clusters) continue;
    Result<std::vector<Variation>> nearest = vary_nearest_clusters(in, *router, split);
    if (!nearest) return nearest.error();
    out.nearest_clusters = *std::move(nearest);
  }
  progress(1.0);
  return out;
}

}  // namespace alpharoute::experiment
