#include "fit/posterior/scores.h"

#include <cmath>

namespace alpharoute::fit {

Scores scores_of(const data::Dataset& dataset, const std::vector<std::size_t>& rows) {
  const auto n = static_cast<Eigen::Index>(rows.size()), m = static_cast<Eigen::Index>(dataset.models.size());
  Scores scores{Eigen::ArrayXXd(n, m), Eigen::ArrayXXd(n, m)};
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index model = 0; model < m; ++model) {
      const std::size_t cell = dataset.cell(rows[static_cast<std::size_t>(i)], static_cast<std::size_t>(model));
      scores.score(i, model) = static_cast<double>(dataset.score[cell]);
      scores.cost(i, model) = static_cast<double>(dataset.cost[cell]);
    }
  }
  return scores;
}

Scores take_rows(const Scores& scores, const std::vector<Eigen::Index>& rows) {
  return {scores.score(rows, Eigen::all), scores.cost(rows, Eigen::all)};
}

Eigen::ArrayXd known_means(const Eigen::ArrayXXd& values) {
  Eigen::ArrayXd means(values.cols());
  for (Eigen::Index column = 0; column < values.cols(); ++column) {
    double sum = 0.0, count = 0.0;
    for (Eigen::Index row = 0; row < values.rows(); ++row) {
      if (std::isnan(values(row, column))) continue;
      sum += values(row, column);
      ++count;
    }
    means[column] = sum / count;
  }
  return means;
}

}  // namespace alpharoute::fit
