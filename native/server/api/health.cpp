// Routes for those who run the gateway.
#include <nlohmann/json.hpp>

#include "server/api/handlers.h"

namespace alpharoute::server {

asio::awaitable<void> get_health(Exchange& exchange) { return exchange.respond_json(200, "{\"status\":\"ok\"}"); }

asio::awaitable<void> get_ready(Exchange& exchange) {
  if (exchange.worker.is_draining) return exchange.refuse(503, "The gateway is shutting down.", "shutting_down");
  return exchange.respond_json(200, "{\"status\":\"ready\"}");
}

asio::awaitable<void> get_metrics(Exchange& exchange) {
  const State& state = *exchange.worker_state->state;
  Metrics& metrics = exchange.worker.services.metrics;
  for (std::size_t i = 0; i < state.circuits.size(); ++i) {
    metrics.circuit(state.config.providers[i].name, state.circuits[i]->state());
  }
  const std::string text = metrics.text();
  co_await exchange.respond(200, "text/plain; version=0.0.4; charset=utf-8", text);
}

asio::awaitable<void> post_reload(Exchange& exchange) {
  const Result<void> done = exchange.worker.services.reload();
  if (!done) {
    const std::string message = done.error().message + " The configuration in use stays as it was.";
    co_return co_await exchange.refuse(409, message, "bad_configuration");
  }
  co_await exchange.respond_json(200, "{\"status\":\"reloaded\"}");
}

}  // namespace alpharoute::server
