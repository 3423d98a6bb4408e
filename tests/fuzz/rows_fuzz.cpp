// Fuzzes the reader of rows files: accepted files have the shapes and values that an evaluation relies on.
#include <cmath>
#include <cstdint>

#include "alpharoute/dot.h"
#include "embed/rows_file.h"
#include "require.h"

using namespace alpharoute;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<embed::LabelledRows> rows = embed::parse_rows(std::as_bytes(std::span(data, size)));
  if (!rows) {
    require(rows.error().code == ErrorCode::bad_format && !rows.error().message.empty());
    return 0;
  }
  const data::Dataset& dataset = rows->dataset;
  require(dataset.rows() > 0 && dataset.rows() == rows->embeddings.rows() && dataset.rows() == dataset.group.size());
  require(dataset.score.size() == dataset.rows() * dataset.models.size() &&
          dataset.cost.size() == dataset.score.size());
  for (const std::uint32_t group : dataset.group) require(group < dataset.groups.size());
  for (const float score : dataset.score) require(std::isnan(score) || (score >= 0.0f && score <= 1.0f));
  for (const float cost : dataset.cost) require(std::isnan(cost) || (cost >= 0.0f && std::isfinite(cost)));
  for (std::size_t i = 0; i < rows->embeddings.rows(); ++i) {
    require(std::abs(dot(rows->embeddings.row(i), rows->embeddings.row(i)) - 1.0f) < 3e-3f);
  }
  return 0;
}
