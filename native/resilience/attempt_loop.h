// Calls the candidate models in order, with retries and fallback. Never presents a partial answer as complete.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "resilience/context.h"

namespace alpharoute::resilience {

struct AnswerRequest {
  const protocol::ChatRequest& chat;
  std::vector<const provider::Model*> candidates;  // best first, at least one
  std::string traceparent;                         // to forward; may be empty
};

// The client's end of a streamed answer.
class ClientStream {
 public:
  virtual ~ClientStream() = default;

  // Called once, before the first write: `model` answers, at attempt 1, 2, ...
  virtual void begin(const provider::Model& model, unsigned attempt) = 0;

  // Writes complete events. Returns false if the client disconnected.
  virtual asio::awaitable<bool> write(std::string_view events) = 0;
};

struct AttemptResult {
  const provider::Model* model = nullptr;  // that answered; null if all failed
  protocol::Failure failure;               // the last failure if no model answered; `cancelled` after a disconnection
  unsigned attempts = 0;
  bool was_sent = false;        // the client received a part of a stream, complete if a model answered
  provider::Response response;  // to send, unless the answer is streamed
  std::optional<double> cost_usd;
};

// Streams the answer to `client`, or returns it. After a failure, a stream that was sent lacks its end.
asio::awaitable<AttemptResult> call_models(const Context& context, const AnswerRequest& request, ClientStream& client);

}  // namespace alpharoute::resilience
