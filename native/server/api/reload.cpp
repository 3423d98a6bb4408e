// POST /admin/reload: reads the configuration file again.
#include "server/api/routes.h"

namespace alpharoute::server {

asio::awaitable<HttpResult<void>> post_reload(Exchange& exchange) {
  const Result<void> reloaded = exchange.worker.services.reload();
  if (!reloaded) {
    co_return HttpError{409, reloaded.error().message + " The current configuration stays in use.",
                        "bad_configuration"};
  }
  co_return co_await exchange.respond_json(200, "{\"status\":\"reloaded\"}");
}

}  // namespace alpharoute::server
