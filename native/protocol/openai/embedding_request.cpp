#include "protocol/openai/embedding_request.h"

#include <openssl/evp.h>

#include <bit>

namespace alpharoute::protocol {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t kMaxInputs = 2048;

static_assert(std::endian::native == std::endian::little);

Error invalid(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

// Encodes little-endian floats, the format that OpenAI's client libraries request.
std::string base64_of(const std::vector<float>& vector) {
  const std::size_t size = vector.size() * sizeof(float);
  std::string out(4 * ((size + 2) / 3) + 1, '\0');  // EVP_EncodeBlock appends a null character
  ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(vector.data()),
                    static_cast<int>(size));
  out.pop_back();
  return out;
}

}  // namespace

Result<EmbeddingRequest> read_embedding_request(const json& root) {
  EmbeddingRequest request;
  if (!root.is_object() || !root.contains("model") || !root["model"].is_string()) {
    return invalid("\"model\" must be a string.");
  }
  request.model = root["model"].get<std::string>();
  const json input = root.value("input", json());
  if (input.is_string()) {
    request.inputs.push_back(input.get<std::string>());
  } else if (input.is_array() && !input.empty() && input.size() <= kMaxInputs) {
    for (const json& entry : input) {
      if (!entry.is_string()) return invalid("\"input\" must be a string or a list of strings.");
      request.inputs.push_back(entry.get<std::string>());
    }
  } else {
    return invalid("\"input\" must be a string or a list of 1 to 2,048 strings.");
  }
  const json format = root.value("encoding_format", json("float"));
  if (format != "float" && format != "base64") return invalid("\"encoding_format\" must be \"float\" or \"base64\".");
  request.is_base64 = format == "base64";
  request.dimensions = root.value("dimensions", json());
  return request;
}

std::string embeddings_body(const EmbeddingRequest& request, const Vectors& vectors, const std::string& model,
                            std::uint64_t tokens) {
  ordered_json list = ordered_json::array();
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    ordered_json entry = {{"object", "embedding"}, {"index", i}};
    entry["embedding"] = request.is_base64 ? ordered_json(base64_of(vectors[i])) : ordered_json(vectors[i]);
    list.push_back(std::move(entry));
  }
  const ordered_json out = {{"object", "list"},
                            {"data", std::move(list)},
                            {"model", model},
                            {"usage", {{"prompt_tokens", tokens}, {"total_tokens", tokens}}}};
  return out.dump();
}

}  // namespace alpharoute::protocol
