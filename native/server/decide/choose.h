// The models that may answer a chat: those of a decision, or the one that the client named.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "protocol/openai/chat_request.h"
#include "provider/provider.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

// The figures of a decision that the client sees in the response headers.
struct DecisionSummary {
  double alpha, margin, novelty;
};

struct Choice {
  std::vector<const provider::Model*> models;  // best first, at least one
  std::optional<DecisionSummary> decision;     // nothing if the client named the model
  std::uint64_t conversation = 0;              // key for Stickiness; 0 if the conversation may change its model
};

// Decides for a chat whose model is "alpharoute"; else looks up the model. The model that answered the conversation
// before comes first if no other scores more than `sticky_margin` higher. 404 for an unknown model.
asio::awaitable<HttpResult<Choice>> choose(Exchange& exchange, const protocol::ChatRequest& chat);

}  // namespace alpharoute::server
