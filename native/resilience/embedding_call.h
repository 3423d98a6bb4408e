// Sends a request to a provider's /embeddings, with retries and a circuit breaker.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>

#include "resilience/context.h"

namespace alpharoute::resilience {

struct EmbeddingCall {
  const provider::Model& model;
  std::string body;
  std::optional<net::Milliseconds> limit;  // of all attempts and the waits between them
  // Reads a response, or returns why it is not valid. Null accepts every response.
  std::function<protocol::Failure(const std::string& body)> read;
};

// Fills `response`, or returns the failure of the last attempt.
asio::awaitable<protocol::Failure> call_embeddings(const Context& context, const EmbeddingCall& call,
                                                   provider::Response& response);

}  // namespace alpharoute::resilience
