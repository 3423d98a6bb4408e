#include "experiment/refit.h"

#include "fit/fit_record.h"

namespace alpharoute::experiment {
namespace {

// fit::fit requires a split that contains every row: the rows that do not train become test rows.
data::Split complete_split(const data::Dataset& dataset, const data::Split& split) {
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

Result<RefitSettings> refit_settings(const Artifact& artifact, unsigned threads) {
  const auto record = fit::read_fit_origin(artifact.fit_json);
  if (!record) {
    return Error{ErrorCode::bad_format,
                 "no record of how it was fitted, so it can't be fitted again. Use a router made by alpharoute fit."};
  }
  RefitSettings settings;
  settings.fit.clusters = record->clusters;
  settings.fit.seed = record->seed;
  settings.fit.train_ratio = record->train_ratio;
  settings.fit.starts = record->starts;
  settings.fit.threads = threads;
  settings.defaults = artifact.defaults;
  return settings;
}

Result<Router> refit(const data::Dataset& dataset, const data::Split& split, embed::Embeddings& embeddings,
                     const RefitSettings& settings, const Progress& progress) {
  Result<Artifact> artifact = fit::fit(dataset, complete_split(dataset, split), embeddings, settings.fit, progress);
  if (!artifact) return artifact.error();
  artifact->defaults.alpha = settings.defaults.alpha;
  artifact->defaults.scoring = settings.defaults.scoring;
  artifact->defaults.nearest_clusters = settings.defaults.nearest_clusters;
  return Router::create(*std::move(artifact), std::nullopt);
}

}  // namespace alpharoute::experiment
