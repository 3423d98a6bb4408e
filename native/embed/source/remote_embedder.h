// Embeds texts with a server that has OpenAI's /embeddings.
#pragma once

#include <string>
#include <vector>

#include "embed/embeddings.h"

namespace alpharoute::embed {

struct RemoteEmbedder {
  std::string base_url;  // e.g. "https://openrouter.ai/api/v1"
  std::string model;
  std::string key;            // not sent if empty; never printed
  std::string cache;          // file of a VectorCache
  std::size_t batch = 64;     // texts per request
  std::size_t in_flight = 4;  // concurrent requests
  unsigned retries = 5;       // per request, with growing waits and Retry-After
};

// Returns one unit-length row per text, in order. Requests each distinct text once, unless it is in the cache. Vectors
// received before a failure stay in the cache, so that the next run continues from there. Error::io contains the
// provider's message.
Result<Embeddings> embed_remotely(const RemoteEmbedder& remote, const std::vector<std::string>& texts,
                                  const Progress& progress);

}  // namespace alpharoute::embed
