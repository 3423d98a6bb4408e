#include "server/serve/dispatch.h"

#include "server/access/origin.h"
#include "server/api/routes.h"

namespace alpharoute::server {
namespace {

asio::awaitable<HttpResult<void>> method_not_allowed(Exchange& exchange, std::string methods) {
  exchange.add_header("Allow", methods);
  co_return HttpError{405, "This path does not support the method. Use one of: " + methods + ".", "method_not_allowed"};
}

}  // namespace

asio::awaitable<HttpResult<void>> dispatch(Exchange& exchange, const Route* route) {
  if (route != nullptr) return route->handle(exchange);
  if (is_preflight(exchange.request)) return respond_preflight(exchange);
  std::string methods = allowed_methods(routes(), exchange.request.path());
  if (!methods.empty()) return method_not_allowed(exchange, std::move(methods));
  return get_page(exchange);
}

}  // namespace alpharoute::server
