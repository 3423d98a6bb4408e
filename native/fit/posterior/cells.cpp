#include "fit/posterior/cells.h"

#include <Eigen/Eigenvalues>
#include <cmath>

namespace alpharoute::fit {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

// Keeps a nearly singular matrix solvable; small next to the variance of an answer (at most 0.25).
constexpr double kMinVariance = 1e-6;

// Raises the eigenvalues to at least kMinVariance.
MatrixXd positive_definite(const MatrixXd& matrix) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(matrix);
  return solver.eigenvectors() * solver.eigenvalues().cwiseMax(kMinVariance).asDiagonal() *
         solver.eigenvectors().transpose();
}

// The answers minus their cluster's mean. Without an answer, `residual` and `known` are 0.
void residuals(const Eigen::ArrayXXd& values, const std::vector<std::uint32_t>& labels, const Cells& cells,
               MatrixXd& residual, MatrixXd& known) {
  residual = MatrixXd::Zero(values.rows(), values.cols());
  known = residual;
  for (Index row = 0; row < values.rows(); ++row) {
    const Index cluster = labels[static_cast<std::size_t>(row)];
    for (Index model = 0; model < values.cols(); ++model) {
      if (std::isnan(values(row, model))) continue;
      residual(row, model) = values(row, model) - cells.mean(cluster, model);
      known(row, model) = 1.0;
    }
  }
}

// Mean products of residuals over the rows that both models answered. Each cluster costs one degree of freedom, because
// its mean was subtracted.
MatrixXd within_clusters(const MatrixXd& residual, const MatrixXd& known, const Cells& cells) {
  const MatrixXd sums = residual.transpose() * residual, pairs = known.transpose() * known;
  MatrixXd within(sums.rows(), sums.cols());
  for (Index a = 0; a < sums.rows(); ++a) {
    for (Index b = 0; b < sums.cols(); ++b) {
      const double clusters = static_cast<double>((cells.count.col(a).min(cells.count.col(b)) > 0.0).count());
      const double freedom = pairs(a, b) - clusters;
      within(a, b) = freedom > 0.0 ? sums(a, b) / freedom : 0.0;
    }
  }
  return within;
}

// Mean products of the cell means' deviations minus the noise in them, weighted by the clusters' answers.
MatrixXd between_clusters(const Cells& cells, const MatrixXd& within) {
  const Index models = cells.mean.cols();
  MatrixXd between(models, models);
  for (Index a = 0; a < models; ++a) {
    for (Index b = 0; b <= a; ++b) {
      double sum = 0.0, weights = 0.0;
      for (Index j = 0; j < cells.mean.rows(); ++j) {
        const double count_a = cells.count(j, a), count_b = cells.count(j, b);
        if (count_a == 0.0 || count_b == 0.0) continue;
        const double weight = std::sqrt(count_a * count_b);
        const double product = (cells.mean(j, a) - cells.overall[a]) * (cells.mean(j, b) - cells.overall[b]);
        sum += weight * (product - within(a, b) * shared_noise(count_a, count_b));
        weights += weight;
      }
      between(a, b) = between(b, a) = weights > 0.0 ? sum / weights : 0.0;
    }
  }
  return between;
}

}  // namespace

double shared_noise(double count_a, double count_b) { return 1.0 / std::max(count_a, count_b); }

Cells average(const Eigen::ArrayXXd& values, const std::vector<std::uint32_t>& labels, std::uint32_t clusters) {
  Cells cells{Eigen::ArrayXXd::Zero(clusters, values.cols()), Eigen::ArrayXXd::Zero(clusters, values.cols()),
              known_means(values)};
  for (Index row = 0; row < values.rows(); ++row) {
    const Index cluster = labels[static_cast<std::size_t>(row)];
    for (Index model = 0; model < values.cols(); ++model) {
      if (std::isnan(values(row, model))) continue;
      cells.mean(cluster, model) += values(row, model);
      cells.count(cluster, model) += 1.0;
    }
  }
  cells.mean /= cells.count.max(1.0);
  return cells;
}

Covariances covariances(const Eigen::ArrayXXd& values, const std::vector<std::uint32_t>& labels, const Cells& cells) {
  MatrixXd residual, known;
  residuals(values, labels, cells, residual, known);
  const MatrixXd within = positive_definite(within_clusters(residual, known, cells));
  return {positive_definite(between_clusters(cells, within)), within};
}

}  // namespace alpharoute::fit
