#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "base/hull.h"
#include "fit/cluster/reorder.h"
#include "fit/posterior/fold.h"
#include "fit/posterior/posterior.h"

namespace alpharoute::fit {
namespace {

using Eigen::Index;

constexpr std::uint32_t kFolds = 5;
constexpr std::size_t kMinRows = 50;  // with fewer, the folds are too noisy to choose by

// The models on the upper-left hull of mean cost and accuracy: the best choice for some budget. All models if a cost is
// unknown or one model is both the best and the cheapest.
std::vector<Index> models_on_hull(const Scores& scores) {
  const Eigen::ArrayXd accuracy = known_means(scores.score), cost = known_means(scores.cost);
  std::vector<Index> all(static_cast<std::size_t>(scores.models()));
  std::iota(all.begin(), all.end(), Index{0});
  if (cost.isNaN().any()) return all;
  std::vector<base::CostPoint> points;
  for (const Index model : all) points.push_back({cost[model], accuracy[model]});
  const std::vector<std::size_t> hull = base::hull_indices(points);
  return hull.size() >= 2 ? std::vector<Index>(hull.begin(), hull.end()) : all;
}

// Returns a random order of the rows, the same on every platform for one seed.
std::vector<std::size_t> shuffled(std::size_t rows, std::uint64_t seed) {
  std::vector<std::size_t> order(rows);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937_64 random(seed);
  for (std::size_t i = rows; i-- > 1;) std::swap(order[i], order[random() % (i + 1)]);
  return order;
}

// Returns the order that moves rows `begin` to `end` (excluded) to the end.
std::vector<std::size_t> with_fold_last(std::size_t rows, std::size_t begin, std::size_t end) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < begin; ++i) order.push_back(i);
  for (std::size_t i = end; i < rows; ++i) order.push_back(i);
  for (std::size_t i = begin; i < end; ++i) order.push_back(i);
  return order;
}

std::vector<Index> as_indices(const std::vector<std::size_t>& order) { return {order.begin(), order.end()}; }

double min_error(const std::vector<PosteriorSettings>& all, const std::vector<double>& errors, double head_share) {
  double min = INFINITY;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].head_share == head_share) min = std::min(min, errors[i]);
  }
  return min;
}

}  // namespace

PosteriorChoice choose_posterior(std::vector<float>& values, std::size_t rows, std::size_t dimensions,
                                 const Scores& scores, const KMeansOptions& options, std::uint32_t near,
                                 const std::function<void(double)>& progress) {
  PosteriorChoice choice;
  if (rows < kMinRows) return choice;
  const std::vector<Index> hull_models = models_on_hull(scores);
  const std::vector<std::size_t> order = shuffled(rows, options.seed);
  gather_rows(values, dimensions, order);
  const Scores shuffled_scores = take_rows(scores, as_indices(order));
  const Eigen::RowVectorXf centre = mean_row({values.data(), rows, dimensions});
  HeadSums whole(scores.models(), centre);
  whole.add({values.data(), rows, dimensions}, shuffled_scores, 0, rows);

  const std::vector<PosteriorSettings> all = candidates(options.clusters);
  std::vector<double> errors(all.size());
  for (std::size_t f = 0; f < kFolds; ++f) {
    const std::size_t begin = rows * f / kFolds, end = rows * (f + 1) / kFolds, training = rows - (end - begin);
    HeadSums held(scores.models(), centre);
    held.add({values.data(), rows, dimensions}, shuffled_scores, begin, end);
    const std::vector<std::size_t> last = with_fold_last(rows, begin, end);
    gather_rows(values, dimensions, last);
    const Scores arranged = take_rows(shuffled_scores, as_indices(last));
    const Scores front{arranged.score.topRows(static_cast<Index>(training)),
                       arranged.cost.topRows(static_cast<Index>(training))};
    const Fold fold(
        {values.data(), training, dimensions}, front, {values.data() + training * dimensions, end - begin, dimensions},
        arranged.score.bottomRows(static_cast<Index>(end - begin)), whole.without(held), options, near, hull_models);
    fold.add_errors(all, errors);
    choice.global_means += fold.global_error();
    scatter_rows(values, dimensions, last);
    progress(static_cast<double>(f + 1) / kFolds);
  }
  scatter_rows(values, dimensions, order);

  const double answers = static_cast<double>((!scores.score(Eigen::all, hull_models).isNaN()).count());
  const auto best = static_cast<std::size_t>(std::min_element(errors.begin(), errors.end()) - errors.begin());
  choice.settings = all[best];
  choice.folds = kFolds;
  choice.error = errors[best] / answers;
  choice.clusters_alone = min_error(all, errors, 0.0) / answers;
  choice.head_alone = min_error(all, errors, 1.0) / answers;
  choice.global_means /= answers;
  return choice;
}

}  // namespace alpharoute::fit
