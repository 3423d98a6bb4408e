// Gets an answer from the models that may give it, best first: retries, falls back, and never passes off a part of an
// answer as the whole.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "provider/provider.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

struct AnswerRequest {
  const provider::ChatRequest& chat;
  std::vector<const provider::Model*> candidates;  // the best first, at least one; the first is what was decided for
  std::string traceparent;                         // to pass on; may be empty
};

// Answers the exchange. Returns the model that answered, or null.
asio::awaitable<const provider::Model*> answer(Exchange& exchange, const AnswerRequest& asked);

}  // namespace alpharoute::server
