// Selects the rows on which a router is measured.
#pragma once

#include <string>
#include <vector>

#include "alpharoute/artifact.h"
#include "alpharoute/status.h"
#include "data/dataset.h"

namespace alpharoute::experiment {

struct MeasuredRows {
  std::string name;  // "test", "train" or "all"
  std::vector<std::size_t> numbers;
  std::vector<std::size_t> training;  // the fit's training rows if the test rows are measured, else empty
};

// Selects rows of `dataset` by name: "test", "train" or "all". An empty name selects the test rows of the router's
// training data, and all rows of other data.
//
// Test and train rows come from the same split as in the fit. Error::bad_data if they are requested of data that the
// router was not fitted on, Error::bad_format if the artifact has no fit record. Errors start with the name of the file
// they are about: `router_path` or `data_path`.
Result<MeasuredRows> select_rows(const std::string& name, const std::string& router_path, const Artifact& artifact,
                                 const std::string& data_path, const data::Dataset& dataset);

// `read`, with the prices for missing costs: those of the file `prices_path`, or if that is empty, the prices and
// answer length in the artifact, so that costs are estimated as in the fit. Fails if the price list cannot be read.
Result<data::ReadOptions> with_prices(data::ReadOptions read, const std::string& prices_path, const Artifact& artifact);

}  // namespace alpharoute::experiment
