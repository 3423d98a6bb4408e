#include "fit/posterior/posterior.h"

#include <span>

#include "fit/posterior/head.h"
#include "fit/posterior/shrink.h"

namespace alpharoute::fit {
namespace {

using Eigen::Index;

// Transposes [k, m] to the artifact's order: models by clusters, row-major.
std::vector<float> cells_of(const Eigen::ArrayXXd& values) {
  std::vector<float> out;
  for (Index model = 0; model < values.cols(); ++model) {
    for (Index cluster = 0; cluster < values.rows(); ++cluster)
      out.push_back(static_cast<float>(values(cluster, model)));
  }
  return out;
}

Scale scale_of(const Eigen::ArrayXd& means) {
  return alpharoute::scale_of(std::span(means.data(), static_cast<std::size_t>(means.size())));
}

}  // namespace

Posterior fit_posterior(Rows rows, const Scores& scores, const std::vector<std::uint32_t>& labels,
                        const Centroids& centroids, const PosteriorSettings& settings) {
  const Cells cells = average(scores.score, labels, centroids.count);
  const ShrunkCells shrunk = shrink(cells, covariances(scores.score, labels, cells),
                                    kernel_matrix(centroids, settings.reach), settings.noise_scale);
  Posterior posterior;
  posterior.accuracy = cells_of(shrunk.mean);
  posterior.variance = cells_of(shrunk.variance);
  posterior.cost = cells_of(shrink_costs(scores, labels, centroids.count));
  posterior.softness = settings.softness;
  posterior.head_share = settings.head_share;
  posterior.accuracy_scale = scale_of(cells.overall);
  posterior.cost_scale = scale_of(known_means(scores.cost));
  if (settings.head_share == 0.0) return posterior;
  HeadSums sums(scores.models(), mean_row(rows));
  sums.add(rows, scores, 0, rows.count);
  const Head head = sums.solve(settings.ridge);
  for (Index model = 0; model < head.weights.rows(); ++model) {
    for (Index j = 0; j < head.weights.cols(); ++j)
      posterior.head.push_back(static_cast<float>(head.weights(model, j)));
    posterior.offset.push_back(static_cast<float>(head.offset[model]));
  }
  return posterior;
}

}  // namespace alpharoute::fit
