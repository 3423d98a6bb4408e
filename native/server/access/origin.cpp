#include "server/access/origin.h"

#include <algorithm>

namespace alpharoute::server {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view entry) {
  return std::find(list.begin(), list.end(), entry) != list.end();
}

std::string_view without_port(std::string_view host) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  return has_port ? host.substr(0, colon) : host;
}

const ServerOptions& options(const Exchange& exchange) { return exchange.worker_state->state->config.server; }

}  // namespace

HttpResult<void> check_origin(const Exchange& exchange) {
  const net::HttpRequest& request = exchange.request;
  const ServerOptions& server = options(exchange);
  const std::string_view host = request.header("host");
  if (host.empty() && !request.is_http_10) return HttpError{400, "The request has no Host header.", "bad_host"};
  const bool is_open = exchange.worker_state->state->config.keys.empty() && is_loopback(server.host);
  const std::string_view name = without_port(host);
  if (is_open && !host.empty() && !is_loopback(name) && !contains(server.allowed_hosts, name)) {
    return HttpError{421, "Unknown Host header. Add it to \"allowed_hosts\" in [server].", "bad_host"};
  }
  const std::string_view origin = request.header("origin");
  if (origin.empty() || contains(server.allowed_origins, origin)) return {};
  const std::size_t scheme = origin.find("://");
  const bool is_same = scheme != std::string_view::npos && origin.substr(scheme + 3) == host;
  if (is_same || request.method == "GET" || request.method == "HEAD") return {};
  return HttpError{403, "This origin may not call the gateway. Add it to \"allowed_origins\" in [server].",
                   "bad_origin"};
}

void add_cors_headers(Exchange& exchange) {
  const std::string_view origin = exchange.request.header("origin");
  const ServerOptions& server = options(exchange);
  if (server.allowed_origins.empty()) return;
  exchange.add_header("Vary", "Origin");
  if (origin.empty() || !contains(server.allowed_origins, origin)) return;
  exchange.add_header("Access-Control-Allow-Origin", origin);
  exchange.add_header("Access-Control-Expose-Headers",
                      "x-request-id, x-alpharoute-model, x-alpharoute-alpha, x-alpharoute-margin, "
                      "x-alpharoute-novelty, x-alpharoute-attempts, x-alpharoute-fallback-from, x-alpharoute-cost-usd, "
                      "ETag, Retry-After");
}

bool is_preflight(const net::HttpRequest& request) {
  return request.method == "OPTIONS" && request.has_header("access-control-request-method");
}

asio::awaitable<HttpResult<void>> respond_preflight(Exchange& exchange) {
  exchange.add_header("Access-Control-Allow-Methods", "GET, POST");
  exchange.add_header("Access-Control-Allow-Headers", exchange.request.header("access-control-request-headers"));
  exchange.add_header("Access-Control-Max-Age", "600");
  return exchange.respond(204, "", "");
}

}  // namespace alpharoute::server
