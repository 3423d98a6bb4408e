#include "fit/posterior/shrink.h"

#include <Eigen/Cholesky>
#include <cmath>
#include <utility>

namespace alpharoute::fit {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Part of a cluster's ways that its neighbours may share; the rest is its own.
constexpr double kShared = 0.9;

// What was seen, as a linear system in the m x k weights of the answers: (K x B + noise) weights = deviations, solved
// by conjugate gradients. Cells without an answer are no part of it: their weights stay 0.
class Kriging {
 public:
  Kriging(const Cells& cells, const Covariances& covariances, const MatrixXd& kernel_matrix, double noise_scale)
      : between_(covariances.between), kernel_(kernel_matrix) {
    for (Index j = 0; j < cells.mean.rows(); ++j) clusters_.push_back(observe(cells, covariances, noise_scale, j));
  }

  // [k, m]: how far each cluster's true means are expected to lie from the overall ones.
  MatrixXd solve(const MatrixXd& deviation) const {
    MatrixXd weights = MatrixXd::Zero(deviation.rows(), deviation.cols()), residual = deviation;
    MatrixXd scaled = alone(residual), direction = scaled;
    double left = residual.cwiseProduct(scaled).sum();
    const double enough = left * kTolerance;
    for (int step = 0; step < kMostSteps && left > enough; ++step) {
      const MatrixXd image = apply(direction);
      const double length = left / direction.cwiseProduct(image).sum();
      weights += length * direction;
      residual -= length * image;
      scaled = alone(residual);
      const double before = std::exchange(left, residual.cwiseProduct(scaled).sum());
      direction = scaled + (left / before) * direction;
    }
    return kernel_ * weights * between_;
  }

  // [m] of one cluster, by its own answers alone.
  VectorXd variance(Index cluster) const {
    const Observed& at = clusters_[static_cast<std::size_t>(cluster)];
    const MatrixXd to_seen = between_(Eigen::all, at.seen);
    const MatrixXd gain = at.total.solve(to_seen.transpose()).transpose();
    return between_.diagonal() - gain.cwiseProduct(to_seen).rowwise().sum();
  }

 private:
  static constexpr double kTolerance = 1e-16;  // of the squared residual
  static constexpr int kMostSteps = 500;

  struct Observed {
    std::vector<Index> seen;  // models with an answer in the cluster
    MatrixXd noise;           // of their means
    Eigen::LLT<MatrixXd> total;
  };

  static Observed observe(const Cells& cells, const Covariances& covariances, double noise_scale, Index cluster) {
    Observed at;
    for (Index model = 0; model < cells.mean.cols(); ++model) {
      if (cells.count(cluster, model) > 0.0) at.seen.push_back(model);
    }
    at.noise = noise_scale * covariances.within(at.seen, at.seen);
    for (std::size_t a = 0; a < at.seen.size(); ++a) {
      for (std::size_t b = 0; b < at.seen.size(); ++b) {
        at.noise(static_cast<Index>(a), static_cast<Index>(b)) *=
            shared_noise(cells.count(cluster, at.seen[a]), cells.count(cluster, at.seen[b]));
      }
    }
    at.total.compute(covariances.between(at.seen, at.seen) + at.noise);
    return at;
  }

  // Each cluster's system solved as if the others were not there: the preconditioner, and the answer where K is 1.
  MatrixXd alone(const MatrixXd& right) const {
    MatrixXd out = MatrixXd::Zero(right.rows(), right.cols());
    for (Index j = 0; j < right.rows(); ++j) {
      const Observed& at = clusters_[static_cast<std::size_t>(j)];
      const VectorXd of_seen = right(j, at.seen).transpose();
      out(j, at.seen) = at.total.solve(of_seen).transpose();
    }
    return out;
  }

  MatrixXd apply(const MatrixXd& weights) const {
    const MatrixXd spread = kernel_ * weights * between_;
    MatrixXd out = MatrixXd::Zero(weights.rows(), weights.cols());
    for (Index j = 0; j < weights.rows(); ++j) {
      const Observed& at = clusters_[static_cast<std::size_t>(j)];
      out(j, at.seen) = spread(j, at.seen) + weights(j, at.seen) * at.noise;
    }
    return out;
  }

  MatrixXd between_;
  const MatrixXd& kernel_;
  std::vector<Observed> clusters_;
};

}  // namespace

MatrixXd kernel_matrix(const Centroids& centroids, double reach) {
  const auto k = static_cast<Index>(centroids.count), d = static_cast<Index>(centroids.dimensions);
  if (reach == 0.0 || k < 2) return MatrixXd::Identity(k, k);
  using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const MatrixXd rows = Eigen::Map<const RowMajor>(centroids.values.data(), k, d).cast<double>();
  MatrixXd distance = -2.0 * rows * rows.transpose();
  const VectorXd squares = rows.rowwise().squaredNorm();
  distance.colwise() += squares;
  distance.rowwise() += squares.transpose();
  distance = distance.cwiseMax(0.0);
  const double mean = distance.sum() / static_cast<double>(k * (k - 1));
  if (!(mean > 0.0)) return MatrixXd::Identity(k, k);
  MatrixXd out = kShared * (-distance.array() / (reach * mean)).exp();
  out.diagonal().setOnes();
  return out;
}

ShrunkCells shrink(const Cells& cells, const Covariances& covariances, const MatrixXd& kernel_matrix, double noise_scale) {
  const MatrixXd deviation = (cells.count > 0.0)
                                 .select((cells.mean.rowwise() - cells.overall.transpose()),
                                         Eigen::ArrayXXd::Zero(cells.mean.rows(), cells.mean.cols()));
  const Kriging kriging(cells, covariances, kernel_matrix, noise_scale);
  ShrunkCells out{kriging.solve(deviation), Eigen::ArrayXXd(deviation.rows(), deviation.cols())};
  out.mean.rowwise() += cells.overall.transpose();
  for (Index j = 0; j < deviation.rows(); ++j) out.variance.row(j) = kriging.variance(j).transpose().array();
  out.mean = out.mean.max(0.0).min(1.0);
  out.variance = out.variance.max(0.0).min(1.0);
  return out;
}

}  // namespace alpharoute::fit
