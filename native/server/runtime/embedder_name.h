// Checks that an embedding server runs the model that the artifact was fitted with. A server reports only dimensions,
// so everything else depends on names, and the same model has several.
#pragma once

#include <string>

#include "alpharoute/artifact.h"
#include "server/config/config.h"

namespace alpharoute::server {

// Error::wrong_embedder if "embedder_id" is set and differs from the artifact's embedder.
Result<void> check_embedder_name(const RouterOptions& router, const EmbedderReference& expected);

// Without "embedder_id": returns a warning for the log if "embedding_model" differs from the artifact's embedder in
// more than case and publisher ("qwen/qwen3-embedding-8b" is "Qwen3-Embedding-8B"). Else returns "".
std::string embedder_mismatch_warning(const RouterOptions& router, const EmbedderReference& expected);

}  // namespace alpharoute::server
