// The dependencies of the attempts for a client's request.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "resilience/embedding_call.h"
#include "server/answer/record_attempt.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

// Must not outlive the exchange.
class AttemptContext {
 public:
  explicit AttemptContext(Exchange& exchange);
  AttemptContext(const AttemptContext&) = delete;
  AttemptContext& operator=(const AttemptContext&) = delete;

  const resilience::Context& get() const { return context_; }

 private:
  AttemptRecorder recorder_;
  resilience::Context context_;
};

// Calls a provider's /embeddings for the exchange (resilience/embedding_call.h).
asio::awaitable<protocol::Failure> call_embeddings(Exchange& exchange, const resilience::EmbeddingCall& call,
                                                   provider::Response& response);

}  // namespace alpharoute::server
