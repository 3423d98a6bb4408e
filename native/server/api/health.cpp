// GET /healthz and /readyz: for load balancers and process managers.
#include "server/api/routes.h"

namespace alpharoute::server {

asio::awaitable<HttpResult<void>> get_health(Exchange& exchange) {
  return exchange.respond_json(200, "{\"status\":\"ok\"}");
}

asio::awaitable<HttpResult<void>> get_ready(Exchange& exchange) {
  if (exchange.worker.is_draining) co_return HttpError{503, "The gateway is shutting down.", "shutting_down"};
  co_return co_await exchange.respond_json(200, "{\"status\":\"ready\"}");
}

}  // namespace alpharoute::server
