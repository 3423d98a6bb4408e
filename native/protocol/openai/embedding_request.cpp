#include "protocol/openai/embedding_request.h"

#include <algorithm>
#include <cstring>

namespace alpharoute::server {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t kMaxInputs = 2048;

Error refused(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

// Little-endian floats, as OpenAI's libraries ask for by default.
std::string base64_of(const std::vector<float>& vector) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::vector<unsigned char> bytes(vector.size() * sizeof(float));
  std::memcpy(bytes.data(), vector.data(), bytes.size());
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    unsigned group = 0;
    for (std::size_t j = 0; j < 3; ++j) group = group << 8 | (j < count ? bytes[i + j] : 0u);
    for (std::size_t j = 0; j < 4; ++j) out += j <= count ? kDigits[group >> (18 - 6 * j) & 63] : '=';
  }
  return out;
}

}  // namespace

Result<EmbeddingRequest> read_embedding_request(const json& root) {
  EmbeddingRequest request;
  if (!root.is_object() || !root.contains("model") || !root["model"].is_string()) {
    return refused("The request needs \"model\", a text.");
  }
  request.model = root["model"].get<std::string>();
  const json input = root.value("input", json());
  if (input.is_string()) {
    request.inputs.push_back(input.get<std::string>());
  } else if (input.is_array() && !input.empty() && input.size() <= kMaxInputs) {
    for (const json& entry : input) {
      if (!entry.is_string()) return refused("\"input\" must be a text or a list of texts.");
      request.inputs.push_back(entry.get<std::string>());
    }
  } else {
    return refused("\"input\" must be a text or a list of 1 to 2,048 texts.");
  }
  const json format = root.value("encoding_format", json("float"));
  if (format != "float" && format != "base64") return refused("\"encoding_format\" must be \"float\" or \"base64\".");
  request.is_base64 = format == "base64";
  request.dimensions = root.value("dimensions", json());
  return request;
}

std::string embeddings_body(const EmbeddingRequest& request, const embed::Vectors& vectors, const std::string& model,
                            std::uint64_t tokens) {
  ordered_json list = ordered_json::array();
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    ordered_json entry = {{"object", "embedding"}, {"index", i}};
    if (request.is_base64)
      entry["embedding"] = base64_of(vectors[i]);
    else
      entry["embedding"] = vectors[i];
    list.push_back(std::move(entry));
  }
  const ordered_json out = {{"object", "list"},
                            {"data", std::move(list)},
                            {"model", model},
                            {"usage", {{"prompt_tokens", tokens}, {"total_tokens", tokens}}}};
  return out.dump();
}

}  // namespace alpharoute::server
