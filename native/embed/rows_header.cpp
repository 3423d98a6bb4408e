#include "embed/rows_header.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "base/strict_json.h"
#include "embed/embeddings.h"

namespace alpharoute::embed {
namespace {

using nlohmann::json;

constexpr std::string_view kFormat = "alpharoute-rows/1";
constexpr std::size_t kMaxModels = 1024;  // as in an artifact

Result<void> read_format(const Safetensors& file) {
  const Result<std::string_view> format = file.text("format");
  if (!format) return bad_rows(format.error().message);
  if (*format == kFormat) return {};
  return bad_rows("its format is \"" + std::string(*format) + "\", not " + std::string(kFormat));
}

Result<json> read_json(const Safetensors& file, std::string_view name) {
  const Result<std::string_view> text = file.text(name);
  if (!text) return bad_rows(text.error().message);
  Result<json> value = base::parse_json(*text);
  if (!value) return bad_rows("its \"" + std::string(name) + "\" " + value.error().message);
  return value;
}

// Reads a list of 1 to `max` different texts.
Result<std::vector<std::string>> read_names(const Safetensors& file, std::string_view name, std::size_t max) {
  const Result<json> list = read_json(file, name);
  if (!list) return list.error();
  const auto is_text = [](const json& item) { return item.is_string(); };
  if (!list->is_array() || list->empty() || list->size() > max || !std::all_of(list->begin(), list->end(), is_text)) {
    return bad_rows("its \"" + std::string(name) + "\" must be a list of 1 to " + std::to_string(max) + " names");
  }
  auto names = list->get<std::vector<std::string>>();
  if (std::set<std::string_view>(names.begin(), names.end()).size() != names.size()) {
    return bad_rows("its \"" + std::string(name) + "\" repeat a name");
  }
  return names;
}

Result<EmbedderReference> read_embedder(const Safetensors& file) {
  const Result<json> value = read_json(file, "embedder");
  if (!value) return value.error();
  const auto text = [&](const char* key) { return value->contains(key) && (*value)[key].is_string(); };
  const auto in_range = [](const json& item) {  // excludes 0, which would match a tensor of any shape
    return item.is_number_unsigned() && item.get<std::uint64_t>() - 1 < kMaxDimensions;
  };
  const bool has_dimensions = value->is_object() && value->contains("dimensions") && in_range((*value)["dimensions"]);
  if (!has_dimensions || !text("id")) return bad_rows("its \"embedder\" must have an id and 1 to 65536 dimensions");
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
    return bad_rows("its \"source\" is not an object, or a member of it is invalid");
  }
  RowsSource source{value->value("data_sha256", ""), value->value("rows", "all"), std::nullopt, std::nullopt};
  if (value->contains("seed")) source.seed = (*value)["seed"].get<std::uint32_t>();
  if (value->contains("train_ratio")) source.train_ratio = (*value)["train_ratio"].get<double>();
  return source;
}

Result<data::CostSources> read_costs(const Safetensors& file) {
  const Result<std::string_view> text = file.text("costs");
  if (!text) return bad_rows(text.error().message);
  for (const data::CostSources& costs : {data::CostSources{1, 0, 0}, data::CostSources{0, 1, 0},
                                         data::CostSources{1, 1, 0}, data::CostSources{0, 0, 1}}) {
    if (costs.name() == *text) return costs;
  }
  return bad_rows("its \"costs\" must be recorded, estimated, mixed or unknown");
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

}  // namespace

Result<RowsHeader> read_rows_header(const Safetensors& file) {
  RowsHeader header;
  if (auto done = read_format(file); !done) return done.error();
  if (auto done = put(read_names(file, "models", kMaxModels), header.models); !done) return done.error();
  if (auto done = put(read_names(file, "datasets", kMaxHeaderBytes), header.groups); !done) return done.error();
  if (auto done = put(read_embedder(file), header.embedder); !done) return done.error();
  if (auto done = put(read_costs(file), header.costs); !done) return done.error();
  if (auto done = put(read_source(file), header.source); !done) return done.error();
  return header;
}

Metadata rows_metadata(const RowsHeader& header) {
  json made_by = {{"id", header.embedder.id}, {"dimensions", header.embedder.dimensions}};
  if (!header.embedder.sha256.empty()) made_by["sha256"] = header.embedder.sha256;
  return {{"format", std::string(kFormat)}, {"models", json(header.models).dump()},
          {"embedder", made_by.dump()},     {"datasets", json(header.groups).dump()},
          {"costs", header.costs.name()},   {"source", source_json(header.source).dump()}};
}

Error bad_rows(const std::string& what) {
  return {ErrorCode::bad_format, "not a rows file: " + what + ". Create it with alpharoute evaluate --export."};
}

}  // namespace alpharoute::embed
