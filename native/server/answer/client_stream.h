// Sends a streamed answer to the client, with the headers that name the model.
#pragma once

#include <string>
#include <string_view>

#include "resilience/attempt_loop.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

// Adds the headers x-alpharoute-model, -attempts and, if the first candidate failed, -fallback-from.
void add_model_headers(Exchange& exchange, const provider::Model& model, const provider::Model& first_candidate,
                       unsigned attempts);

class ExchangeStream : public resilience::ClientStream {
 public:
  // Both must outlive the stream.
  ExchangeStream(Exchange& exchange, const provider::Model& first_candidate)
      : exchange_(exchange), first_candidate_(first_candidate) {}

  void begin(const provider::Model& model, unsigned attempt) override;
  asio::awaitable<bool> write(std::string_view events) override;

  // Ends the stream with an event that describes `failure`.
  asio::awaitable<void> end_with(const protocol::Failure& failure);

 private:
  Exchange& exchange_;
  const provider::Model& first_candidate_;
};

}  // namespace alpharoute::server
