#include "fit/posterior/shrink.h"

namespace alpharoute::fit {

using Eigen::Index;

Eigen::ArrayXXd shrink_costs(const Scores& scores, const std::vector<std::uint32_t>& labels, std::uint32_t clusters) {
  const Cells cells = average(scores.cost, labels, clusters);
  Eigen::ArrayXXd out(cells.mean.rows(), cells.mean.cols());
  for (Index cluster = 0; cluster < out.rows(); ++cluster) {
    double expected = 0.0, observed = 0.0, answers = 0.0;
    for (Index model = 0; model < out.cols(); ++model) {
      if (cells.count(cluster, model) == 0.0 || !(cells.overall[model] > 0.0)) continue;
      expected += cells.overall[model] * cells.count(cluster, model);
      observed += cells.mean(cluster, model) * cells.count(cluster, model);
      answers = std::max(answers, cells.count(cluster, model));
    }
    const double ratio = expected > 0.0 ? observed / expected : 1.0;
    const double relative_cost = (answers * ratio + kCostStrength) / (answers + kCostStrength);
    for (Index model = 0; model < out.cols(); ++model) {
      const double prior = cells.overall[model] * relative_cost, count = cells.count(cluster, model);
      out(cluster, model) = (count * cells.mean(cluster, model) + kCostStrength * prior) / (count + kCostStrength);
    }
  }
  return out;
}

}  // namespace alpharoute::fit
