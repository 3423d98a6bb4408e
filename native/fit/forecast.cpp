#include "fit/forecast.h"

#include <Eigen/Cholesky>
#include <algorithm>

namespace alpharoute::fit {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Ridge of the weights, in answers: the variance of an answer (about 0.2) over that of a weight.
constexpr double kWeightStrength = 10.0;
constexpr double kMinVariance = 1e-4;

}  // namespace

Forecast fit_forecast(const LabelledAnswers& answers, const VectorXd& means) {
  const Index m = means.size(), n = answers.score.size();
  VectorXd prior = VectorXd::Constant(m + 1, 1.0 / static_cast<double>(m));
  prior[m] = 1.0;
  MatrixXd x(n, m + 1);
  x << answers.expected, answers.known_residual;
  const Eigen::RowVectorXd centre = x.colwise().mean();
  x.rowwise() -= centre;
  const VectorXd y = answers.score.array() - answers.score.mean();
  const MatrixXd system = x.transpose() * x + kWeightStrength * MatrixXd::Identity(m + 1, m + 1);
  const VectorXd weights = prior + system.llt().solve(x.transpose() * (y - x * prior));
  // The labelled prompts can be easier or harder than the training prompts: move the level by what the known models
  // show of that.
  VectorXd training_mean(m + 1);
  training_mean << means, 0.0;
  return {answers.score.mean() - weights.dot(centre.transpose() - training_mean), weights.head(m), means, weights[m]};
}

double residual_variance(const Artifact& artifact, const MatrixXd& cells, const VectorXd& means) {
  const Index m = cells.rows();
  const MatrixXd deviation = cells.colwise() - means;
  double sum = 0.0, answers = 0.0;
  for (Index i = 0; i < m && m > 1; ++i) {
    for (Index j = 0; j < cells.cols(); ++j) {
      const std::size_t cell = artifact.profiles.cell(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j));
      const double count = artifact.profiles.count[cell];
      if (count == 0.0) continue;
      const double others = (deviation.col(j).sum() - deviation(i, j)) / static_cast<double>(m - 1);
      const double predicted = std::clamp(means[i] + others, 0.0, 1.0);
      const double residual = static_cast<double>(artifact.profiles.accuracy[cell]) - predicted;
      sum += count * residual * residual - predicted * (1.0 - predicted);
      answers += count;
    }
  }
  return std::max(answers > 0.0 ? sum / answers : 0.0, kMinVariance);
}

}  // namespace alpharoute::fit
