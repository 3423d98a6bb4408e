// How an artifact came to be: the `fit` entry of its metadata.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "alpharoute/status.h"

namespace alpharoute::data {

// What it takes to find the rows again that the fit did not see, and to repeat the fit.
struct Provenance {
  std::string tool_version;
  std::string data_sha256;  // rows_sha256 of the data set
  std::size_t rows = 0, train_rows = 0;
  std::uint32_t seed = 0;
  double train_ratio = 0.0;
  std::uint32_t clusters = 0, starts = 0;
  std::string costs;                // CostSources::name
  std::uint32_t answer_tokens = 0;  // guessed for an answer of unknown length, where costs are estimated
};

nlohmann::ordered_json to_json(const Provenance& provenance);

// Error::bad_format if an entry is missing: the artifact was made by another program.
Result<Provenance> read_provenance(const std::string& fit_json);

}  // namespace alpharoute::data
