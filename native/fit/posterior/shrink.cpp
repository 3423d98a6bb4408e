#include "fit/posterior/shrink.h"

#include <Eigen/Cholesky>
#include <cmath>
#include <utility>

namespace alpharoute::fit {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Correlation of two clusters at distance 0. Below 1, so that clusters keep individual deviations.
constexpr double kMaxCorrelation = 0.9;

// The linear system (K x B + noise) weights = deviations in the k x m weights of the cells, where x is the Kronecker
// product. Solved by conjugate gradients. Cells without an answer are not part of the system: their weights stay 0.
class Kriging {
 public:
  Kriging(const Cells& cells, const Covariances& covariances, const MatrixXd& kernel_matrix, double noise_scale)
      : between_(covariances.between), kernel_(kernel_matrix) {
    for (Index j = 0; j < cells.mean.rows(); ++j) clusters_.push_back(observe(cells, covariances, noise_scale, j));
  }

  // Returns [k, m]: the expected deviation of each cluster's true means from the overall means.
  // Source: Hestenes and Stiefel 1952 (preconditioned conjugate gradients).
  MatrixXd solve(const MatrixXd& deviation) const {
    MatrixXd weights = MatrixXd::Zero(deviation.rows(), deviation.cols()), residual = deviation;
    MatrixXd scaled = precondition(residual), direction = scaled;
    double squared = residual.cwiseProduct(scaled).sum();
    const double target = squared * kTolerance;
    for (int step = 0; step < kMaxSteps && squared > target; ++step) {
      const MatrixXd image = apply(direction);
      const double length = squared / direction.cwiseProduct(image).sum();
      weights += length * direction;
      residual -= length * image;
      scaled = precondition(residual);
      const double before = std::exchange(squared, residual.cwiseProduct(scaled).sum());
      direction = scaled + (squared / before) * direction;
    }
    return kernel_ * weights * between_;
  }

  // Returns [m]: the variance of one cluster's true means, given only its own answers.
  VectorXd variance(Index cluster) const {
    const Observed& at = clusters_[static_cast<std::size_t>(cluster)];
    const MatrixXd to_observed = between_(Eigen::all, at.models);
    const MatrixXd gain = at.covariance.solve(to_observed.transpose()).transpose();
    return between_.diagonal() - gain.cwiseProduct(to_observed).rowwise().sum();
  }

 private:
  static constexpr double kTolerance = 1e-16;  // relative to the squared residual at the start
  static constexpr int kMaxSteps = 500;

  struct Observed {
    std::vector<Index> models;        // with an answer in the cluster
    MatrixXd noise;                   // covariance of their means' noise
    Eigen::LLT<MatrixXd> covariance;  // covariance of their observed means
  };

  static Observed observe(const Cells& cells, const Covariances& covariances, double noise_scale, Index cluster) {
    Observed at;
    for (Index model = 0; model < cells.mean.cols(); ++model) {
      if (cells.count(cluster, model) > 0.0) at.models.push_back(model);
    }
    at.noise = noise_scale * covariances.within(at.models, at.models);
    for (std::size_t a = 0; a < at.models.size(); ++a) {
      for (std::size_t b = 0; b < at.models.size(); ++b) {
        at.noise(static_cast<Index>(a), static_cast<Index>(b)) *=
            shared_noise(cells.count(cluster, at.models[a]), cells.count(cluster, at.models[b]));
      }
    }
    at.covariance.compute(covariances.between(at.models, at.models) + at.noise);
    return at;
  }

  // Solves each cluster's system without the other clusters: exact if K is the identity.
  MatrixXd precondition(const MatrixXd& right) const {
    MatrixXd out = MatrixXd::Zero(right.rows(), right.cols());
    for (Index j = 0; j < right.rows(); ++j) {
      const Observed& at = clusters_[static_cast<std::size_t>(j)];
      const VectorXd observed = right(j, at.models).transpose();
      out(j, at.models) = at.covariance.solve(observed).transpose();
    }
    return out;
  }

  // Multiplies by the matrix of the system.
  MatrixXd apply(const MatrixXd& weights) const {
    const MatrixXd spread = kernel_ * weights * between_;
    MatrixXd out = MatrixXd::Zero(weights.rows(), weights.cols());
    for (Index j = 0; j < weights.rows(); ++j) {
      const Observed& at = clusters_[static_cast<std::size_t>(j)];
      out(j, at.models) = spread(j, at.models) + weights(j, at.models) * at.noise;
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
  MatrixXd out = kMaxCorrelation * (-distance.array() / (reach * mean)).exp();
  out.diagonal().setOnes();
  return out;
}

ShrunkCells shrink(const Cells& cells, const Covariances& covariances, const MatrixXd& kernel_matrix,
                   double noise_scale) {
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
