#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "alpharoute/clusters.h"
#include "fit/posterior.h"
#include "fit/reorder.h"
#include "fit/shrink.h"

namespace alpharoute::fit {
namespace {

using Eigen::ArrayXXd;
using Eigen::Index;

constexpr std::uint32_t kFolds = 5;
constexpr std::size_t kLeastRows = 50;  // below it the folds tell nothing

constexpr double kNoiseScales[] = {0.5, 1.0, 2.0};
constexpr double kSoftnesses[] = {5.0, 10.0, 20.0, 40.0};
constexpr double kRidges[] = {3.0, 10.0, 30.0, 100.0};
constexpr double kHeadShares[] = {0.0, 0.25, 0.5, 0.75, 1.0};

// All settings worth trying, each once: where the head has no share its ridge means nothing, and so on.
std::vector<PosteriorSettings> candidates() {
  std::vector<PosteriorSettings> all;
  for (const double noise_scale : kNoiseScales) {
    for (const double softness : kSoftnesses) {
      for (const double ridge : kRidges) {
        for (const double head_share : kHeadShares) {
          if (head_share == 0.0 && ridge != kRidges[0]) continue;
          if (head_share == 1.0 && (noise_scale != 1.0 || softness != 10.0)) continue;
          all.push_back({noise_scale, softness, ridge, head_share});
        }
      }
    }
  }
  return all;
}

// The models that some budget makes worth choosing: those on the upper left hull of mean cost and accuracy. All of them
// where costs are unknown or one model is best and cheapest.
std::vector<Index> worth_choosing(const Scores& scores) {
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

// Squared error of the differences between models: of each row what is left after its mean over the known models.
double contrast_error(const ArrayXXd& expected, const ArrayXXd& seen) {
  const ArrayXXd error = seen - expected;
  double sum = 0.0;
  for (Index row = 0; row < error.rows(); ++row) {
    double total = 0.0, squares = 0.0, count = 0.0;
    for (Index model = 0; model < error.cols(); ++model) {
      if (std::isnan(error(row, model))) continue;
      total += error(row, model);
      squares += error(row, model) * error(row, model);
      ++count;
    }
    if (count > 0.0) sum += squares - total * total / count;
  }
  return sum;
}

// Weights of the near clusters of each held-out row, as a sparse choice of rows of the cells: [rows, near].
struct Neighbourhoods {
  std::vector<NearCluster> near;  // of all rows, one after the other
  std::size_t per_row = 0;

  ArrayXXd mix(const ArrayXXd& cells, Index models) const {
    const auto rows = static_cast<Index>(near.size() / per_row);
    ArrayXXd out = ArrayXXd::Zero(rows, models);
    for (std::size_t i = 0; i < near.size(); ++i) {
      out.row(static_cast<Index>(i / per_row)) += near[i].weight * cells.row(near[i].id);
    }
    return out;
  }
};

Neighbourhoods find_near(const Centroids& centroids, Rows rows, double softness, std::uint32_t near) {
  Neighbourhoods out;
  out.per_row = std::min(near, centroids.count);
  std::vector<float> scratch;
  std::vector<NearCluster> of_row;
  for (std::size_t i = 0; i < rows.count; ++i) {
    nearest_softly(centroids, {rows.row(i), rows.dimensions}, near, softness, scratch, of_row);
    out.near.insert(out.near.end(), of_row.begin(), of_row.end());
  }
  return out;
}

ArrayXXd foretell(const Head& head, Rows rows) {
  using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Eigen::Map<const Matrix> x(rows.values, static_cast<Index>(rows.count), static_cast<Index>(rows.dimensions));
  return ((x.cast<double>() * head.weights.transpose()).rowwise() + head.offset.transpose()).array();
}

// One fold: everything is fitted on the rows in front, and tried on those held out behind them.
class Fold {
 public:
  Fold(Rows training, const Scores& scores, Rows held_out, const ArrayXXd& seen, const HeadSums& head_sums,
       const KMeansOptions& options, std::uint32_t near, const std::vector<Index>& worthy)
      : held_out_(held_out), seen_(seen(Eigen::all, worthy)), near_(near) {
    KMeansOptions once = options;
    once.starts = 1;
    once.clusters = static_cast<std::uint32_t>(std::min<std::size_t>(options.clusters, training.count));
    KMeans means = kmeans(training, once, [](double) {});
    const Cells cells = average(scores.score, means.labels, once.clusters);
    const Covariances between_models = covariances(scores.score, means.labels, cells);
    for (const double scale : kNoiseScales) {
      cells_.push_back(shrink(cells, between_models, scale).mean(Eigen::all, worthy));
    }
    for (const double ridge : kRidges) heads_.push_back(foretell(head_sums.solve(ridge), held_out)(Eigen::all, worthy));
    centroids_ = {once.clusters, static_cast<std::uint32_t>(training.dimensions), std::move(means.centroids)};
    global_ = cells.overall(worthy).transpose().replicate(seen_.rows(), 1);
  }

  // Adds each candidate's squared error to errors[i].
  void try_all(const std::vector<PosteriorSettings>& all, std::vector<double>& errors) const {
    std::vector<ArrayXXd> mixed;  // by softness, then by noise scale
    for (const double softness : kSoftnesses) {
      const Neighbourhoods near = find_near(centroids_, held_out_, softness, near_);
      for (const ArrayXXd& cells : cells_) mixed.push_back(near.mix(cells, seen_.cols()));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::size_t softness = place(kSoftnesses, all[i].softness), noise = place(kNoiseScales, all[i].noise_scale);
      const ArrayXXd& clusters = mixed[softness * std::size(kNoiseScales) + noise];
      const ArrayXXd& head = heads_[place(kRidges, all[i].ridge)];
      errors[i] += contrast_error(clusters + all[i].head_share * (head - clusters), seen_);
    }
  }

  double global_error() const { return contrast_error(global_, seen_); }

 private:
  template <std::size_t N>
  static std::size_t place(const double (&values)[N], double value) {
    return static_cast<std::size_t>(std::find(values, values + N, value) - values);
  }

  Rows held_out_;
  ArrayXXd seen_;
  std::uint32_t near_;
  Centroids centroids_;
  std::vector<ArrayXXd> cells_;  // by noise scale
  std::vector<ArrayXXd> heads_;  // by ridge
  ArrayXXd global_;
};

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
  const std::vector<Index> worthy = worth_choosing(scores);
  const std::vector<std::size_t> order = shuffled(rows, options.seed);
  gather_rows(values, dimensions, order);
  const Scores mixed = take_rows(scores, as_indices(order));
  const Eigen::RowVectorXf centre = mean_row({values.data(), rows, dimensions});
  HeadSums whole(scores.models(), centre);
  whole.add({values.data(), rows, dimensions}, mixed, 0, rows);

  const std::vector<PosteriorSettings> all = candidates();
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
        arranged.score.bottomRows(static_cast<Index>(end - begin)), whole.without(held), options, near, worthy);
    fold.try_all(all, errors);
    choice.global_means += fold.global_error();
    scatter_rows(values, dimensions, last);
    progress(static_cast<double>(f + 1) / kFolds);
  }
  scatter_rows(values, dimensions, order);

  const double answers = static_cast<double>((!scores.score(Eigen::all, worthy).isNaN()).count());
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
