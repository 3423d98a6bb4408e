// Labelled rows as numbers alone: what a router was measured on, without a word of the prompts, to be shared and
// measured on again.
//
// File (safetensors; docs/formats.md, "Rows"): tensors `embeddings` F16 [n, d], unit vectors, rounded; `scores` and
// `costs` F32 [n, m]; `dataset` U32 [n]; metadata `format`, `models`, `embedder`, `datasets`, `costs`, `source`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "alpharoute/status.h"
#include "data/dataset.h"
#include "embed/embeddings.h"

namespace alpharoute::embed {

// Where the rows come from, in facts that name no prompt.
struct RowsSource {
  std::string data_sha256;            // data::rows_sha256 of the whole data set
  std::string rows = "all";           // which of it: "test", "train" or "all"
  std::optional<std::uint32_t> seed;  // of the split that made them test or train rows
  std::optional<double> train_ratio;  // likewise
};

struct LabelledRows {
  data::Dataset dataset;  // models in the order of the file; queries are n empty texts
  Embeddings embeddings;
  RowsSource source;
};

// Whether `path` is to be read as such a file: it ends in ".safetensors".
bool is_rows_file(const std::string& path);

// Checks everything before it believes any of it, else Error::bad_format; takes memory in proportion to the file. The
// vectors are the file's own, to be used as they are: rounding leaves their length within 2^-11 of 1, where a router
// accepts 1e-3, and to scale them again would move them once more.
Result<LabelledRows> parse_rows(std::span<const std::byte> file);
Result<LabelledRows> read_rows(const std::string& path);  // errors name the path

// Writes these rows of `dataset`, whose vectors are those of `embeddings`, whole or not at all. Rounding moves a vector
// by at most 2^-11. The same input gives the same bytes, and what was read gives those it was read from.
Result<void> write_rows(const std::string& path, const data::Dataset& dataset, const Embeddings& embeddings,
                        std::span<const std::size_t> rows, const RowsSource& source);

}  // namespace alpharoute::embed
