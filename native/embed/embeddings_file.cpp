#include <cmath>

#include "alpharoute/dot.h"
#include "alpharoute/safetensors.h"
#include "base/files.h"
#include "embed/embeddings.h"

namespace alpharoute::embed {
namespace {

Result<void> scale_to_unit_length(Embeddings& embeddings) {
  const std::size_t d = embeddings.made_by.dimensions;
  for (std::size_t i = 0; i < embeddings.rows(); ++i) {
    const auto row = std::span(embeddings.values).subspan(i * d, d);
    const float length = std::sqrt(dot(row, row));
    if (!(length > 0.0f) || !std::isfinite(length)) {
      return Error{ErrorCode::bad_embedding,
                   "the embedding of row " + std::to_string(i) + " is zero or not finite. Embed this row again."};
    }
    for (float& value : row) value /= length;
  }
  return {};
}

Result<Embeddings> parse(std::span<const std::byte> bytes) {
  const Result<Safetensors> file = Safetensors::parse(bytes);
  if (!file) return file.error();
  const std::uint64_t any[] = {0, 0};
  Result<std::vector<float>> values = file->floats("embeddings", any);
  if (!values) {
    return Error{ErrorCode::bad_format, values.error().message + ". Write one row per line of the data."};
  }
  const std::uint64_t dimensions = file->tensors().find("embeddings")->second.shape[1];
  if (dimensions > kMaxDimensions) {
    return Error{ErrorCode::bad_format, "the embeddings have " + std::to_string(dimensions) +
                                            " dimensions, but at most 65536 are supported. Use another embedder."};
  }
  const Result<std::string_view> id = file->text("embedder_id");
  const Result<std::string_view> sha256 = file->text("embedder_sha256");
  Embeddings embeddings;
  embeddings.made_by = {id ? std::string(*id) : "precomputed", static_cast<std::uint32_t>(dimensions),
                        sha256 ? std::string(*sha256) : ""};
  embeddings.values = *std::move(values);
  if (const Result<void> scaled = scale_to_unit_length(embeddings); !scaled) return scaled.error();
  return embeddings;
}

}  // namespace

Result<void> check_row_count(const Embeddings& embeddings, std::size_t data_rows) {
  if (embeddings.rows() == data_rows) return {};
  return Error{ErrorCode::bad_data, std::to_string(embeddings.rows()) + " embeddings for " + std::to_string(data_rows) +
                                        " rows of data. Embed the data file again."};
}

Result<Embeddings> read_embeddings(const std::string& path) {
  const Result<std::string> bytes = base::read_file(path);
  if (!bytes) return bytes.error();
  Result<Embeddings> embeddings = parse(base::as_bytes(*bytes));
  if (!embeddings) return Error{embeddings.error().code, path + ": " + embeddings.error().message};
  return embeddings;
}

Result<void> write_embeddings(const std::string& path, const Embeddings& embeddings) {
  const Tensor tensor{
      "F32", {embeddings.rows(), embeddings.made_by.dimensions}, std::as_bytes(std::span(embeddings.values))};
  std::map<std::string, std::string, std::less<>> metadata = {{"embedder_id", embeddings.made_by.id}};
  if (!embeddings.made_by.sha256.empty()) metadata["embedder_sha256"] = embeddings.made_by.sha256;
  return base::write_file(path, write_safetensors({{"embeddings", tensor}}, metadata));
}

}  // namespace alpharoute::embed
