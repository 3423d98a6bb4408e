#include "server/answer/attempt_context.h"

#include "net/sleep.h"

namespace alpharoute::server {

AttemptContext::AttemptContext(Exchange& exchange)
    : recorder_(exchange),
      context_{exchange.worker_state->providers,
               exchange.worker_state->state->circuits,
               exchange.worker_state->state->config.resilience,
               exchange.worker.deadlines,
               exchange.cancellation,
               [&exchange](net::Milliseconds time) {
                 return net::sleep_for(exchange.worker.loop.get_executor(), time, exchange.cancellation);
               },
               recorder_} {}

asio::awaitable<protocol::Failure> call_embeddings(Exchange& exchange, const resilience::EmbeddingCall& call,
                                                   provider::Response& response) {
  const AttemptContext context(exchange);
  co_return co_await resilience::call_embeddings(context.get(), call, response);
}

}  // namespace alpharoute::server
