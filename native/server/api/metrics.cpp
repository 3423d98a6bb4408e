// GET /metrics: for Prometheus.
#include "server/api/routes.h"

namespace alpharoute::server {

asio::awaitable<HttpResult<void>> get_metrics(Exchange& exchange) {
  const State& state = *exchange.worker_state->state;
  Metrics& metrics = exchange.worker.services.metrics;
  for (const auto& entry : state.circuits.entries()) metrics.circuit(entry.provider, entry.circuit->state());
  const std::string text = metrics.text();
  co_return co_await exchange.respond(200, "text/plain; version=0.0.4; charset=utf-8", text);
}

}  // namespace alpharoute::server
