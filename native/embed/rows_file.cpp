#include "embed/rows_file.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "alpharoute/dot.h"
#include "alpharoute/half.h"
#include "alpharoute/safetensors.h"
#include "base/files.h"

namespace alpharoute::embed {
namespace {

constexpr std::string_view kExtension = ".safetensors";
constexpr double kLengthTolerance = 1e-3;  // as in a decision

Result<void> read_embeddings(const Safetensors& file, Embeddings& embeddings) {
  const std::uint64_t shape[] = {0, embeddings.made_by.dimensions};
  const Result<Tensor> halves = file.tensor("embeddings", "F16", shape);  // floats() would also accept F32
  if (!halves) return bad_rows(halves.error().message);
  embeddings.values = *file.floats("embeddings", shape);
  for (std::size_t row = 0; row < embeddings.rows(); ++row) {
    const double length = std::sqrt(static_cast<double>(dot(embeddings.row(row), embeddings.row(row))));
    if (!(std::abs(length - 1.0) <= kLengthTolerance)) {
      return bad_rows("the embedding of row " + std::to_string(row) + " does not have unit length");
    }
  }
  return {};
}

Result<void> read_numbers(const Safetensors& file, std::uint64_t rows, data::Dataset& dataset) {
  const std::uint64_t cells[] = {rows, dataset.models.size()};
  Result<std::vector<float>> scores = file.floats("scores", cells);
  if (!scores) return bad_rows(scores.error().message);
  Result<std::vector<float>> costs = file.floats("costs", cells);
  if (!costs) return bad_rows(costs.error().message);
  Result<std::vector<std::uint32_t>> groups = file.unsigned_integers("dataset", std::span(cells).first(1));
  if (!groups) return bad_rows(groups.error().message);
  const auto all = [](const auto& values, auto holds) { return std::all_of(values.begin(), values.end(), holds); };
  if (!all(*scores, [](float score) { return std::isnan(score) || (score >= 0.0f && score <= 1.0f); })) {
    return bad_rows("its scores must be from 0 to 1");
  }
  if (!all(*costs, [](float cost) { return std::isnan(cost) || (cost >= 0.0f && std::isfinite(cost)); })) {
    return bad_rows("its costs must be finite and 0 or greater");
  }
  if (!all(*groups, [&](std::uint32_t group) { return group < dataset.groups.size(); })) {
    return bad_rows("a row's data set is not in its \"datasets\"");
  }
  dataset.score = *std::move(scores);
  dataset.cost = *std::move(costs);
  dataset.group = *std::move(groups);
  dataset.queries.resize(static_cast<std::size_t>(rows));
  return {};
}

}  // namespace

bool is_rows_file(const std::string& path) { return path.ends_with(kExtension); }

Result<LabelledRows> parse_rows(std::span<const std::byte> bytes) {
  const Result<Safetensors> file = Safetensors::parse(bytes);
  if (!file) return file.error();
  Result<RowsHeader> header = read_rows_header(*file);
  if (!header) return header.error();
  LabelledRows out;
  out.dataset.models = std::move(header->models);
  out.dataset.groups = std::move(header->groups);
  out.dataset.costs = header->costs;
  out.embeddings.made_by = std::move(header->embedder);
  out.source = std::move(header->source);
  if (auto done = read_embeddings(*file, out.embeddings); !done) return done.error();
  if (auto done = read_numbers(*file, out.embeddings.rows(), out.dataset); !done) return done.error();
  return out;
}

Result<LabelledRows> read_rows(const std::string& path) {
  const Result<std::string> bytes = base::read_file(path);
  if (!bytes) return bytes.error();
  Result<LabelledRows> rows = parse_rows(base::as_bytes(*bytes));
  if (!rows) return Error{rows.error().code, path + ": " + rows.error().message};
  return rows;
}

Result<void> write_rows(const std::string& path, const data::Dataset& dataset, const Embeddings& embeddings,
                        std::span<const std::size_t> rows, const RowsSource& source) {
  const std::uint64_t n = rows.size(), m = dataset.models.size(), d = embeddings.made_by.dimensions;
  std::vector<std::uint16_t> halves;
  std::vector<float> scores, costs;
  std::vector<std::uint32_t> groups;
  halves.reserve(n * d);
  for (const std::size_t row : rows) {
    for (const float value : embeddings.row(row)) halves.push_back(float_to_half(value));
    for (std::size_t model = 0; model < m; ++model) {
      scores.push_back(dataset.score[dataset.cell(row, model)]);
      costs.push_back(dataset.cost[dataset.cell(row, model)]);
    }
    groups.push_back(dataset.group[row]);
  }
  const auto tensor = [](const char* dtype, std::vector<std::uint64_t> shape, const auto& values) {
    return Tensor{dtype, std::move(shape), std::as_bytes(std::span(values))};
  };
  const std::string bytes =
      write_safetensors({{"embeddings", tensor("F16", {n, d}, halves)},
                         {"scores", tensor("F32", {n, m}, scores)},
                         {"costs", tensor("F32", {n, m}, costs)},
                         {"dataset", tensor("U32", {n}, groups)}},
                        rows_metadata({dataset.models, dataset.groups, embeddings.made_by, dataset.costs, source}));
  // Reading the bytes back finds limits that these rows exceed, such as the size of the header.
  if (const Result<LabelledRows> readable = parse_rows(base::as_bytes(bytes)); !readable) {
    return Error{ErrorCode::bad_data, path + ": cannot write these rows: " + readable.error().message};
  }
  return base::write_file(path, bytes);
}

}  // namespace alpharoute::embed
