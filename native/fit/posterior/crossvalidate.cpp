#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "fit/posterior/fold.h"
#include "fit/posterior/posterior.h"
#include "fit/cluster/reorder.h"

namespace alpharoute::fit {
namespace {

using Eigen::Index;

constexpr std::uint32_t kFolds = 5;
constexpr std::size_t kLeastRows = 50;  // below it the folds tell nothing

// The models that some budget makes worth choosing: those on the upper left hull of mean cost and accuracy. All of them
// where costs are unknown or one model is best and cheapest.
std::vector<Index> models_on_hull(const Scores& scores) {
  const Eigen::ArrayXd accuracy = known_means(scores.score), cost = known_means(scores.cost);
  std::vector<Index> order(static_cast<std::size_t>(scores.models()));
  std::iota(order.begin(), order.end(), Index{0});
  if (cost.isNaN().any()) return order;
  std::vector<Index> all = order, hull;
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return cost[a] < cost[b]; });
  const auto lies_below = [&](Index a, Index b, Index c) {  // b below the line from a to c
    return (accuracy[b] - accuracy[a]) * (cost[c] - cost[a]) <= (accuracy[c] - accuracy[a]) * (cost[b] - cost[a]);
  };
  for (const Index model : order) {
    if (!hull.empty() && accuracy[model] <= accuracy[hull.back()]) continue;
    while (hull.size() >= 2 && lies_below(hull[hull.size() - 2], hull.back(), model)) hull.pop_back();
    hull.push_back(model);
  }
  return hull.size() >= 2 ? hull : all;
}

// A random order of the rows, the same everywhere for one seed.
std::vector<std::size_t> shuffled(std::size_t rows, std::uint64_t seed) {
  std::vector<std::size_t> order(rows);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937_64 random(seed);
  for (std::size_t i = rows; i-- > 1;) std::swap(order[i], order[random() % (i + 1)]);
  return order;
}

// The order in which fold `f` of `kFolds` comes last.
std::vector<std::size_t> with_fold_last(std::size_t rows, std::size_t begin, std::size_t end) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < begin; ++i) order.push_back(i);
  for (std::size_t i = end; i < rows; ++i) order.push_back(i);
  for (std::size_t i = begin; i < end; ++i) order.push_back(i);
  return order;
}

std::vector<Index> as_indices(const std::vector<std::size_t>& order) { return {order.begin(), order.end()}; }

double least(const std::vector<PosteriorSettings>& all, const std::vector<double>& errors, double head_share) {
  double least = INFINITY;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].head_share == head_share) least = std::min(least, errors[i]);
  }
  return least;
}

}  // namespace

PosteriorChoice choose_posterior(std::vector<float>& values, std::size_t rows, std::size_t dimensions,
                                 const Scores& scores, const KMeansOptions& options, std::uint32_t near,
                                 const std::function<void(double)>& progress) {
  PosteriorChoice choice;
  if (rows < kLeastRows) return choice;
  const std::vector<Index> hull_models = models_on_hull(scores);
  const std::vector<std::size_t> order = shuffled(rows, options.seed);
  gather_rows(values, dimensions, order);
  const Scores mixed = take_rows(scores, as_indices(order));
  const Eigen::RowVectorXf centre = mean_row({values.data(), rows, dimensions});
  HeadSums whole(scores.models(), centre);
  whole.add({values.data(), rows, dimensions}, mixed, 0, rows);

  const std::vector<PosteriorSettings> all = candidates(options.clusters);
  std::vector<double> errors(all.size());
  for (std::size_t f = 0; f < kFolds; ++f) {
    const std::size_t begin = rows * f / kFolds, end = rows * (f + 1) / kFolds, training = rows - (end - begin);
    HeadSums held(scores.models(), centre);
    held.add({values.data(), rows, dimensions}, mixed, begin, end);
    const std::vector<std::size_t> last = with_fold_last(rows, begin, end);
    gather_rows(values, dimensions, last);
    const Scores arranged = take_rows(mixed, as_indices(last));
    const Scores front{arranged.score.topRows(static_cast<Index>(training)),
                       arranged.cost.topRows(static_cast<Index>(training))};
    const Fold fold(
        {values.data(), training, dimensions}, front, {values.data() + training * dimensions, end - begin, dimensions},
        arranged.score.bottomRows(static_cast<Index>(end - begin)), whole.without(held), options, near, hull_models);
    fold.try_all(all, errors);
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
  choice.clusters_alone = least(all, errors, 0.0) / answers;
  choice.head_alone = least(all, errors, 1.0) / answers;
  choice.global_means /= answers;
  return choice;
}

}  // namespace alpharoute::fit
