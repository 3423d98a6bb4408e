// Embeds prompts with the provider that [router] names, for routers whose embedder is a server.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "protocol/openai/embeddings.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

struct EmbeddedTexts {
  protocol::Vectors vectors;  // in the order of the texts; the router's dimensions, unit length
  std::uint64_t tokens = 0;   // as the provider counted them; 0 for cached vectors
};

// Embeds `texts` within `embedding_timeout_s`. Vectors of recent texts come from the cache. Error messages do
// not quote the texts.
asio::awaitable<HttpResult<EmbeddedTexts>> embed_by_provider(Exchange& exchange, const std::vector<std::string>& texts);

}  // namespace alpharoute::server
