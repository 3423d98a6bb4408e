// What a caller is told where no provider answered.
#pragma once

#include <string>

#include "protocol/values/outcome.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

// Of the response: the provider's where the caller can act on it.
unsigned status_of(const provider::Failure& failure);

// {"error": ...} in OpenAI's shape: the provider's own where it may be passed on whole.
std::string error_body(const provider::Failure& failure);

// Responds with both, and says when to come back where the provider did; a caller that has gone is told nothing.
asio::awaitable<void> tell(Exchange& exchange, const provider::Failure& failure);

}  // namespace alpharoute::server
