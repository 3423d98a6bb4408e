#include "embed/rows_file.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "alpharoute/dot.h"
#include "alpharoute/half.h"
#include "alpharoute/safetensors.h"
#include "base/files.h"
#include "base/strict_json.h"

namespace alpharoute::embed {
namespace {

using nlohmann::json;

constexpr std::string_view kFormat = "alpharoute-rows/1";
constexpr std::string_view kExtension = ".safetensors";
constexpr std::size_t kMaxModels = 1024;  // as in a router
constexpr std::uint64_t kMaxDimensions = 1u << 16;
constexpr double kLengthTolerance = 1e-3;  // a router's

Error bad(std::string what) {
  return {ErrorCode::bad_format,
          "not alpharoute's rows: " + std::move(what) + ". Make the file with alpharoute evaluate --export."};
}

Result<json> read_json(const Safetensors& file, std::string_view name) {
  const Result<std::string_view> text = file.text(name);
  if (!text) return bad(text.error().message);
  Result<json> value = base::parse_json(*text);
  if (!value) return bad("its \"" + std::string(name) + "\" " + value.error().message);
  return value;
}

// A list of 1 to `most` texts, none of them twice.
Result<std::vector<std::string>> read_names(const Safetensors& file, std::string_view name, std::size_t most) {
  const Result<json> list = read_json(file, name);
  if (!list) return list.error();
  const auto is_text = [](const json& item) { return item.is_string(); };
  if (!list->is_array() || list->empty() || list->size() > most || !std::all_of(list->begin(), list->end(), is_text)) {
    return bad("its \"" + std::string(name) + "\" must be a list of 1 to " + std::to_string(most) + " names");
  }
  auto names = list->get<std::vector<std::string>>();
  if (std::set<std::string_view>(names.begin(), names.end()).size() != names.size()) {
    return bad("its \"" + std::string(name) + "\" give a name twice");
  }
  return names;
}

Result<EmbedderReference> read_embedder(const Safetensors& file) {
  const Result<json> value = read_json(file, "embedder");
  if (!value) return value.error();
  const auto text = [&](const char* key) { return value->contains(key) && (*value)[key].is_string(); };
  const auto in_range = [](const json& item) {  // 0 would fit a tensor of any shape
    return item.is_number_unsigned() && item.get<std::uint64_t>() - 1 < kMaxDimensions;
  };
  const bool has_dimensions = value->is_object() && value->contains("dimensions") && in_range((*value)["dimensions"]);
  if (!has_dimensions || !text("id")) return bad("its \"embedder\" lacks an id or dimensions");
  return EmbedderReference{(*value)["id"], (*value)["dimensions"], text("sha256") ? (*value)["sha256"] : json("")};
}

Result<RowsSource> read_source(const Safetensors& file) {
  const Result<json> value = read_json(file, "source");
  if (!value) return value.error();
  static const std::set<std::string> kinds = {"test", "train", "all"};
  const auto is = [&](const char* key, auto holds) { return !value->contains(key) || holds((*value)[key]); };
  if (!value->is_object() || !is("data_sha256", [](const json& item) { return item.is_string(); }) ||
      !is("rows", [](const json& item) { return item.is_string() && kinds.contains(item); }) ||
      !is("seed",
          [](const json& item) { return item.is_number_unsigned() && item.get<std::uint64_t>() <= UINT32_MAX; }) ||
      !is("train_ratio", [](const json& item) { return item.is_number(); })) {
    return bad("its \"source\" does not say where the rows come from");
  }
  RowsSource source{value->value("data_sha256", ""), value->value("rows", "all"), std::nullopt, std::nullopt};
  if (value->contains("seed")) source.seed = (*value)["seed"].get<std::uint32_t>();
  if (value->contains("train_ratio")) source.train_ratio = (*value)["train_ratio"].get<double>();
  return source;
}

// The kind alone is kept, as the file has it.
Result<data::CostSources> read_costs(const Safetensors& file) {
  const Result<std::string_view> text = file.text("costs");
  if (!text) return bad(text.error().message);
  for (const data::CostSources& costs : {data::CostSources{1, 0, 0}, data::CostSources{0, 1, 0},
                                         data::CostSources{1, 1, 0}, data::CostSources{0, 0, 1}}) {
    if (costs.name() == *text) return costs;
  }
  return bad("its \"costs\" must be recorded, estimated, mixed or unknown");
}

Result<void> read_embeddings(const Safetensors& file, Embeddings& embeddings) {
  const std::uint64_t shape[] = {0, embeddings.made_by.dimensions};
  const Result<Tensor> halves = file.tensor("embeddings", "F16", shape);  // floats() would take F32, too
  if (!halves) return bad(halves.error().message);
  embeddings.values = *file.floats("embeddings", shape);
  for (std::size_t row = 0; row < embeddings.rows(); ++row) {
    const double length = std::sqrt(static_cast<double>(dot(embeddings.row(row), embeddings.row(row))));
    if (!(std::abs(length - 1.0) <= kLengthTolerance)) {
      return bad("the embedding of row " + std::to_string(row) + " has not unit length");
    }
  }
  return {};
}

Result<void> read_numbers(const Safetensors& file, std::uint64_t rows, data::Dataset& dataset) {
  const std::uint64_t cells[] = {rows, dataset.models.size()};
  Result<std::vector<float>> scores = file.floats("scores", cells);
  if (!scores) return bad(scores.error().message);
  Result<std::vector<float>> costs = file.floats("costs", cells);
  if (!costs) return bad(costs.error().message);
  Result<std::vector<std::uint32_t>> groups = file.unsigned_integers("dataset", std::span(cells).first(1));
  if (!groups) return bad(groups.error().message);
  const auto all = [](const auto& values, auto holds) { return std::all_of(values.begin(), values.end(), holds); };
  if (!all(*scores, [](float score) { return std::isnan(score) || (score >= 0.0f && score <= 1.0f); })) {
    return bad("its scores are not all from 0 to 1");
  }
  if (!all(*costs, [](float cost) { return std::isnan(cost) || (cost >= 0.0f && std::isfinite(cost)); })) {
    return bad("its costs are not all finite and from 0 up");
  }
  if (!all(*groups, [&](std::uint32_t group) { return group < dataset.groups.size(); })) {
    return bad("a row is of a data set that its \"datasets\" do not name");
  }
  dataset.score = *std::move(scores);
  dataset.cost = *std::move(costs);
  dataset.group = *std::move(groups);
  dataset.queries.resize(static_cast<std::size_t>(rows));
  return {};
}

template <typename T>
Result<void> put(Result<T> value, T& field) {
  if (!value) return value.error();
  field = *std::move(value);
  return {};
}

json source_json(const RowsSource& source) {
  json out = {{"data_sha256", source.data_sha256}, {"rows", source.rows}};
  if (source.seed) out["seed"] = *source.seed;
  if (source.train_ratio) out["train_ratio"] = *source.train_ratio;
  return out;
}

std::map<std::string, std::string, std::less<>> write_header(const data::Dataset& dataset,
                                                             const EmbedderReference& embedder,
                                                             const RowsSource& source) {
  json made_by = {{"id", embedder.id}, {"dimensions", embedder.dimensions}};
  if (!embedder.sha256.empty()) made_by["sha256"] = embedder.sha256;
  return {{"format", std::string(kFormat)}, {"models", json(dataset.models).dump()},
          {"embedder", made_by.dump()},     {"datasets", json(dataset.groups).dump()},
          {"costs", dataset.costs.name()},  {"source", source_json(source).dump()}};
}

}  // namespace

bool is_rows_file(const std::string& path) { return path.ends_with(kExtension); }

Result<LabelledRows> parse_rows(std::span<const std::byte> bytes) {
  const Result<Safetensors> file = Safetensors::parse(bytes);
  if (!file) return file.error();
  const Result<std::string_view> format = file->text("format");
  if (!format) return bad(format.error().message);
  if (*format != kFormat) return bad("its format is \"" + std::string(*format) + "\", not " + std::string(kFormat));
  LabelledRows out;
  if (auto done = put(read_names(*file, "models", kMaxModels), out.dataset.models); !done) return done.error();
  if (auto done = put(read_names(*file, "datasets", kMaxHeaderBytes), out.dataset.groups); !done) return done.error();
  if (auto done = put(read_embedder(*file), out.embeddings.made_by); !done) return done.error();
  if (auto done = put(read_costs(*file), out.dataset.costs); !done) return done.error();
  if (auto done = put(read_source(*file), out.source); !done) return done.error();
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
  const std::string bytes = write_safetensors({{"embeddings", tensor("F16", {n, d}, halves)},
                                               {"scores", tensor("F32", {n, m}, scores)},
                                               {"costs", tensor("F32", {n, m}, costs)},
                                               {"dataset", tensor("U32", {n}, groups)}},
                                              write_header(dataset, embeddings.made_by, source));
  // What can't be read again, such as a header of too many names, is not worth a file.
  if (const Result<LabelledRows> readable = parse_rows(base::as_bytes(bytes)); !readable) {
    return Error{ErrorCode::bad_data, path + ": these rows do not fit the format: " + readable.error().message};
  }
  return base::write_file(path, bytes);
}

}  // namespace alpharoute::embed
