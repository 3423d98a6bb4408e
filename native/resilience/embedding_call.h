// A request to a provider's /embeddings, as hard to kill as a chat: tried again where that may help, kept from a
// provider that is down, kept account of.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>

#include "provider/provider.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

struct EmbeddingCall {
  const provider::Model& model;
  std::string body;                   // as it goes out
  std::optional<Milliseconds> limit;  // of all attempts and what is waited between them
  // Takes an answer, or says why it is none; empty: any will do.
  std::function<provider::Failure(const std::string& body)> read;
};

// Fills `answer`, or says how the last attempt failed.
asio::awaitable<provider::Failure> ask(Exchange& exchange, const EmbeddingCall& call, provider::Answer& answer);

}  // namespace alpharoute::server
