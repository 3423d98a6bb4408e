// What POST /v1/embeddings takes and gives.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "alpharoute/status.h"
#include "protocol/openai/embeddings.h"

namespace alpharoute::server {

struct EmbeddingRequest {
  std::string model;
  std::vector<std::string> inputs;  // 1 to 2,048
  bool is_base64 = false;
  nlohmann::json dimensions;  // as it came; null if it is left out
};

Result<EmbeddingRequest> read_embedding_request(const nlohmann::json& root);

// The response's body: `vectors` in the form that was asked for.
std::string embeddings_body(const EmbeddingRequest& request, const embed::Vectors& vectors, const std::string& model,
                            std::uint64_t tokens);

}  // namespace alpharoute::server
