// Which rows of a data set a router is measured on, and what their answers cost.
#pragma once

#include <string>
#include <vector>

#include "alpharoute/artifact.h"
#include "data/dataset.h"

namespace alpharoute::cli {

struct MeasuredRows {
  std::string name;  // "test", "train" or "all"
  std::vector<std::size_t> numbers;
  std::vector<std::size_t> training;  // rows of the fit, of which none is measured; else empty
};

// `which` is "test", "train" or "all"; if empty, the test rows, or all of a file that the fit did not see. Fails if
// test or train rows are asked of other prompts than the fit's. `router` and `path` name the files in errors.
MeasuredRows select_rows(const std::string& which, const std::string& router, const Artifact& artifact,
                         const std::string& path, const data::Dataset& dataset);

// Costs that the data lacks are estimated from the price list of `prices`, or else as the fit did it, from the prices
// in the artifact.
data::ReadOptions as_fitted(data::ReadOptions read, const std::string& prices, const Artifact& artifact);

}  // namespace alpharoute::cli
