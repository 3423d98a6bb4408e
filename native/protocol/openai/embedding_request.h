// POST /v1/embeddings: reads the request and writes the response.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "alpharoute/status.h"
#include "protocol/openai/embeddings.h"

namespace alpharoute::protocol {

struct EmbeddingRequest {
  std::string model;
  std::vector<std::string> inputs;  // 1 to 2,048
  bool is_base64 = false;           // else a list of numbers
  nlohmann::json dimensions;        // unchanged; null if it is missing
};

// Error::invalid_argument describes an invalid request.
Result<EmbeddingRequest> read_embedding_request(const nlohmann::json& root);

// Writes the response with `vectors` in the requested encoding. `tokens` is the usage.
std::string embeddings_body(const EmbeddingRequest& request, const Vectors& vectors, const std::string& model,
                            std::uint64_t tokens);

}  // namespace alpharoute::protocol
