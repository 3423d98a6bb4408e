// Answers a chat by the first candidate model that can.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <vector>

#include "protocol/openai/chat_request.h"
#include "provider/provider.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

// Calls `candidates`, best first and at least one, and sends the answer to the client. Returns the model that answered;
// null if a stream failed after the client had received a part of it; the error if nothing was sent.
asio::awaitable<HttpResult<const provider::Model*>> answer_chat(Exchange& exchange, protocol::ChatRequest& chat,
                                                                std::vector<const provider::Model*> candidates);

}  // namespace alpharoute::server
