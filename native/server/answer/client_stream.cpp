#include "server/answer/client_stream.h"

#include "protocol/openai/event_writer.h"
#include "server/http/problem.h"

namespace alpharoute::server {

void add_model_headers(Exchange& exchange, const provider::Model& model, const provider::Model& first_candidate,
                       unsigned attempts) {
  exchange.add_header("x-alpharoute-model", model.id);
  exchange.add_header("x-alpharoute-attempts", std::to_string(attempts));
  if (&model != &first_candidate) exchange.add_header("x-alpharoute-fallback-from", first_candidate.id);
}

void ExchangeStream::begin(const provider::Model& model, unsigned attempt) {
  add_model_headers(exchange_, model, first_candidate_, attempt);
  exchange_.begin_stream();
}

asio::awaitable<bool> ExchangeStream::write(std::string_view events) { return exchange_.write(events); }

asio::awaitable<void> ExchangeStream::end_with(const protocol::Failure& failure) {
  std::string event;
  protocol::write_data(error_body(http_error(failure), exchange_.error_protocol), event);
  (void)co_await exchange_.write(event);
  (void)co_await exchange_.end_stream();
}

}  // namespace alpharoute::server
