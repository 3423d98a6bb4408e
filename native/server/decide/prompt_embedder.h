// The router's embedder where it is a server: the vectors of prompts, by the provider that [router] names.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "protocol/openai/embeddings.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

struct EmbeddedTexts {
  embed::Vectors vectors;    // of the router's dimensions, at unit length, in the order of the texts
  std::uint64_t tokens = 0;  // that the provider counted; none for a text whose vector was at hand
};

// Asks for those that were not asked for lately, within the configured time. False: the caller has been told why not,
// in words that hold nothing of the text.
asio::awaitable<bool> embed_by_provider(Exchange& exchange, const std::vector<std::string>& texts, EmbeddedTexts& out);

}  // namespace alpharoute::server
