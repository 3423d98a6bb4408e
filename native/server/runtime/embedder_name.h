// Whether the server that makes the vectors runs the model that the artifact was fitted with. Dimensions are compared
// with every vector; beyond them names are all there is to go by, and the same model has many.
#pragma once

#include <string>

#include "alpharoute/artifact.h"
#include "server/config/config.h"

namespace alpharoute::server {

// Error::wrong_embedder if the configuration says which embedder that model is ("embedder_id") and the artifact was
// fitted with another.
Result<void> check_embedder_name(const RouterOptions& router, const EmbedderReference& wanted);

// Where it does not say so and the names differ in more than case and publisher ("qwen/qwen3-embedding-8b" is
// "Qwen3-Embedding-8B"): a sentence for the log. Else empty.
std::string embedder_mismatch_warning(const RouterOptions& router, const EmbedderReference& wanted);

}  // namespace alpharoute::server
