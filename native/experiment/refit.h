// Fits a router again with the settings of an existing one, on other rows.
#pragma once

#include "alpharoute/router.h"
#include "data/split.h"
#include "experiment/progress.h"
#include "fit/fit.h"

namespace alpharoute::experiment {

struct RefitSettings {
  fit::FitOptions fit;
  Defaults defaults;
};

// Settings of the fit that made `artifact`, to be repeated on `threads` threads. Error::bad_format if the artifact has
// no fit record.
Result<RefitSettings> refit_settings(const Artifact& artifact, unsigned threads);

// Fits a router on the rows split.train; no other row affects it. `embeddings` has one row per row of `dataset`; the
// fit moves its rows and restores them. Errors of fit::fit.
Result<Router> refit(const data::Dataset& dataset, const data::Split& split, embed::Embeddings& embeddings,
                     const RefitSettings& settings, const Progress& progress);

}  // namespace alpharoute::experiment
