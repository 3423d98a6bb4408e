// Rows files: labelled rows as numbers, without the prompts, so that measurements can be shared and repeated.
//
// File (safetensors; docs/formats.md, "Rows"): tensors `embeddings` F16 [n, d], unit vectors, rounded; `scores` and
// `costs` F32 [n, m]; `dataset` U32 [n]; metadata as in rows_header.h.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "alpharoute/status.h"
#include "data/dataset.h"
#include "embed/embeddings.h"
#include "embed/rows_header.h"

namespace alpharoute::embed {

struct LabelledRows {
  data::Dataset dataset;  // models in the order of the file; queries are n empty texts
  Embeddings embeddings;
  RowsSource source;
};

// True if `path` ends in ".safetensors".
bool is_rows_file(const std::string& path);

// Validates everything, else Error::bad_format; allocates in proportion to the file. The vectors are not scaled:
// rounding to halves leaves their length within 2^-11 of 1, a decision accepts 1e-3, and scaling would round again.
Result<LabelledRows> parse_rows(std::span<const std::byte> file);
Result<LabelledRows> read_rows(const std::string& path);  // errors name the path

// Writes the rows `rows` of `dataset` with their embeddings; on failure an old file stays. Rounding moves a vector by
// at most 2^-11. The same input gives the same bytes, and rows that were read are written with the same bytes.
Result<void> write_rows(const std::string& path, const data::Dataset& dataset, const Embeddings& embeddings,
                        std::span<const std::size_t> rows, const RowsSource& source);

}  // namespace alpharoute::embed
