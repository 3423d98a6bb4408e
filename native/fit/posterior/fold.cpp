#include "fit/posterior/fold.h"

#include <algorithm>
#include <cmath>

#include "fit/posterior/shrink.h"

namespace alpharoute::fit {
namespace {

using Eigen::ArrayXXd;
using Eigen::Index;

constexpr double kNoiseScales[] = {0.5, 1.0, 2.0};
constexpr double kReaches[] = {0.0, 0.25, 1.0};
constexpr double kSoftnesses[] = {5.0, 10.0, 20.0, 40.0};
constexpr double kRidges[] = {3.0, 10.0, 30.0, 100.0};
constexpr double kHeadShares[] = {0.0, 0.25, 0.5, 0.75, 1.0};

// Above it, the kernel matrix (32 MB) costs more memory and time than it gains.
constexpr std::uint32_t kMaxKernelClusters = 2048;

template <std::size_t N>
std::size_t index_of(const double (&values)[N], double value) {
  return static_cast<std::size_t>(std::find(values, values + N, value) - values);
}

// Squared error of the differences between models: each row's errors after subtracting their mean over the known
// models.
double contrast_error(const ArrayXXd& expected, const ArrayXXd& observed) {
  const ArrayXXd error = observed - expected;
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

// The near clusters of each held-out row, with their weights.
struct Neighbourhoods {
  std::vector<NearCluster> near;  // [rows, per_row]
  std::size_t per_row = 0;

  // Returns [rows, models]: the weighted mean of each row's near cells.
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

ArrayXXd predict(const Head& head, Rows rows) {
  using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Eigen::Map<const Matrix> x(rows.values, static_cast<Index>(rows.count), static_cast<Index>(rows.dimensions));
  return ((x.cast<double>() * head.weights.transpose()).rowwise() + head.offset.transpose()).array();
}

// Index in Fold::cells_.
std::size_t cells_index(const PosteriorSettings& settings) {
  return index_of(kReaches, settings.reach) * std::size(kNoiseScales) + index_of(kNoiseScales, settings.noise_scale);
}

}  // namespace

std::vector<PosteriorSettings> candidates(std::uint32_t clusters) {
  std::vector<PosteriorSettings> all;
  for (const double reach : kReaches) {
    if (reach > 0.0 && clusters > kMaxKernelClusters) continue;
    for (const double noise_scale : kNoiseScales) {
      for (const double softness : kSoftnesses) {
        for (const double ridge : kRidges) {
          for (const double head_share : kHeadShares) {
            if (head_share == 0.0 && ridge != kRidges[0]) continue;
            if (head_share == 1.0 && (noise_scale != 1.0 || softness != 10.0 || reach != 0.0)) continue;
            all.push_back({noise_scale, reach, softness, ridge, head_share});
          }
        }
      }
    }
  }
  return all;
}

Fold::Fold(Rows training, const Scores& scores, Rows held_out, const ArrayXXd& observed, const HeadSums& head_sums,
           const KMeansOptions& options, std::uint32_t near, const std::vector<Index>& hull_models)
    : held_out_(held_out), observed_(observed(Eigen::all, hull_models)), near_(near) {
  KMeansOptions once = options;
  once.starts = 1;
  once.clusters = static_cast<std::uint32_t>(std::min<std::size_t>(options.clusters, training.count));
  KMeans means = kmeans(training, once, [](double) {});
  centroids_ = {once.clusters, static_cast<std::uint32_t>(training.dimensions), std::move(means.centroids)};
  const Cells cells = average(scores.score, means.labels, once.clusters);
  const Covariances between_models = covariances(scores.score, means.labels, cells);
  for (const double reach : kReaches) {
    if (reach > 0.0 && once.clusters > kMaxKernelClusters) break;
    const Eigen::MatrixXd kernel = kernel_matrix(centroids_, reach);
    for (const double scale : kNoiseScales) {
      cells_.push_back(shrink(cells, between_models, kernel, scale).mean(Eigen::all, hull_models));
    }
  }
  for (const double ridge : kRidges) {
    heads_.push_back(predict(head_sums.solve(ridge), held_out)(Eigen::all, hull_models));
  }
  global_ = cells.overall(hull_models).transpose().replicate(observed_.rows(), 1);
}

void Fold::add_errors(const std::vector<PosteriorSettings>& all, std::vector<double>& errors) const {
  std::vector<std::vector<ArrayXXd>> mixed;  // by softness, then like cells_
  for (const double softness : kSoftnesses) {
    const Neighbourhoods near = find_near(centroids_, held_out_, softness, near_);
    mixed.emplace_back();
    for (const ArrayXXd& cells : cells_) mixed.back().push_back(near.mix(cells, observed_.cols()));
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    const ArrayXXd& clusters = mixed[index_of(kSoftnesses, all[i].softness)][cells_index(all[i])];
    const ArrayXXd& head = heads_[index_of(kRidges, all[i].ridge)];
    errors[i] += contrast_error(clusters + all[i].head_share * (head - clusters), observed_);
  }
}

double Fold::global_error() const { return contrast_error(global_, observed_); }

}  // namespace alpharoute::fit
