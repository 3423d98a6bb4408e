// Fits a router again on other rows: what repeated evaluation and tuning are made of.
#pragma once

#include "alpharoute/router.h"
#include "data/split.h"
#include "fit/fit.h"

namespace alpharoute::cli {

// How a router was fitted, so that it can be done again.
struct RefitSettings {
  fit::FitOptions fit;
  Defaults defaults;
};

// Read off the artifact. Fails if it does not say how it was fitted.
RefitSettings refit_settings(const std::string& path, const Artifact& artifact, unsigned threads);

// A router of split.train alone. Rows that are in neither list of `split` are not looked at either.
Router refit(const std::string& path, const data::Dataset& dataset, const data::Split& split,
             embed::Embeddings& embeddings, const RefitSettings& settings, const std::function<void(double)>& progress);

}  // namespace alpharoute::cli
