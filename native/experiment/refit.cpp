#include "experiment/refit.h"

#include "cli/common/command.h"
#include "fit/fit_record.h"

namespace alpharoute::cli {
namespace {

// `fit` wants to know of every row whether it trains.
data::Split whole(const data::Dataset& dataset, const data::Split& split) {
  data::Split out{split.train, {}};
  auto next = split.train.begin();
  for (std::size_t row = 0; row < dataset.rows(); ++row) {
    if (next != split.train.end() && *next == row) {
      ++next;
    } else {
      out.test.push_back(row);
    }
  }
  return out;
}

}  // namespace

RefitSettings refit_settings(const std::string& path, const Artifact& artifact, unsigned threads) {
  const Result<data::Provenance> made = data::read_provenance(artifact.fit_json);
  if (!made) {
    throw Failure{{ErrorCode::bad_format,
                   path +
                       ": does not say how it was fitted, so it can't be fitted again. Use a router made by alpharoute "
                       "fit."}};
  }
  RefitSettings settings;
  settings.fit.clusters = made->clusters;
  settings.fit.seed = made->seed;
  settings.fit.train_ratio = made->train_ratio;
  settings.fit.starts = made->starts;
  settings.fit.threads = threads;
  settings.defaults = artifact.defaults;
  return settings;
}

Router refit(const std::string& path, const data::Dataset& dataset, const data::Split& split,
             embed::Embeddings& embeddings, const RefitSettings& settings,
             const std::function<void(double)>& progress) {
  Artifact artifact = unwrap_from(path, fit::fit(dataset, whole(dataset, split), embeddings, settings.fit, progress));
  artifact.defaults.alpha = settings.defaults.alpha;
  artifact.defaults.scoring = settings.defaults.scoring;
  artifact.defaults.nearest_clusters = settings.defaults.nearest_clusters;
  return take(Router::create(std::move(artifact), std::nullopt));
}

}  // namespace alpharoute::cli
