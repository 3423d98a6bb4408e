#include "fit/posterior/shrink.h"

namespace alpharoute::fit {
namespace {

using Eigen::Index;

// Weight of what all models share in a shrunk cost, in answers. Chosen on training folds (docs/method.md).
constexpr double kCostStrength = 10.0;

}  // namespace

Eigen::ArrayXXd shrink_costs(const Scores& scores, const std::vector<std::uint32_t>& labels, std::uint32_t clusters) {
  const Cells cells = average(scores.cost, labels, clusters);
  Eigen::ArrayXXd out(cells.mean.rows(), cells.mean.cols());
  for (Index cluster = 0; cluster < out.rows(); ++cluster) {
    double expected = 0.0, seen = 0.0, answers = 0.0;
    for (Index model = 0; model < out.cols(); ++model) {
      if (cells.count(cluster, model) == 0.0 || !(cells.overall[model] > 0.0)) continue;
      expected += cells.overall[model] * cells.count(cluster, model);
      seen += cells.mean(cluster, model) * cells.count(cluster, model);
      answers = std::max(answers, cells.count(cluster, model));
    }
    const double ratio = expected > 0.0 ? seen / expected : 1.0;
    const double dearness = (answers * ratio + kCostStrength) / (answers + kCostStrength);
    for (Index model = 0; model < out.cols(); ++model) {
      const double prior = cells.overall[model] * dearness, count = cells.count(cluster, model);
      out(cluster, model) = (count * cells.mean(cluster, model) + kCostStrength * prior) / (count + kCostStrength);
    }
  }
  return out;
}

}  // namespace alpharoute::fit
