// The metadata of a rows file (docs/formats.md, "Rows"), read and written here only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "alpharoute/artifact.h"
#include "alpharoute/safetensors.h"
#include "alpharoute/status.h"
#include "data/dataset.h"

namespace alpharoute::embed {

// Origin of the rows, without any prompt.
struct RowsSource {
  std::string data_sha256;            // data::rows_sha256 of the whole data set
  std::string rows = "all";           // the part of it: "test", "train" or "all"
  std::optional<std::uint32_t> seed;  // seed of the split into test and train rows
  std::optional<double> train_ratio;  // train ratio of that split
};

struct RowsHeader {
  std::vector<std::string> models, groups;  // groups: the names of the data sets
  EmbedderReference embedder;
  data::CostSources costs;  // read: only CostSources::name() is meaningful
  RowsSource source;
};

using Metadata = std::map<std::string, std::string, std::less<>>;

// Error::bad_format, "not a rows file: <what>. <fix>", if an entry is missing or invalid.
Result<RowsHeader> read_rows_header(const Safetensors& file);

Metadata rows_metadata(const RowsHeader& header);

// Returns the error for a file that is not a valid rows file.
Error bad_rows(const std::string& what);

}  // namespace alpharoute::embed
