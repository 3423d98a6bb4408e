// Embeds texts by a server that speaks OpenAI's /embeddings.
#pragma once

#include <string>
#include <vector>

#include "embed/embeddings.h"

namespace alpharoute::embed {

struct RemoteEmbedder {
  std::string base_url;  // such as "https://openrouter.ai/api/v1"
  std::string model;
  std::string key;            // empty: none is sent; never printed
  std::string cache;          // file of a VectorCache
  std::size_t batch = 64;     // texts of a request
  std::size_t in_flight = 4;  // requests at a time
  unsigned retries = 5;       // of a request, with growing pauses that honour Retry-After
};

// One unit-length row a text, in order; the same texts are asked for once, and those in the cache not at all. What was
// received before a failure is in the cache: the next run goes on from there. Error::io names the provider's words.
Result<Embeddings> embed_remotely(const RemoteEmbedder& remote, const std::vector<std::string>& texts,
                                  const Progress& progress);

}  // namespace alpharoute::embed
