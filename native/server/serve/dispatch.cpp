#include "server/serve/dispatch.h"

#include <algorithm>

#include "alpharoute/sha256.h"
#include "base/files.h"
#include "server/api/router_files.h"

namespace alpharoute::server {
namespace {

const Route* find_route(const net::HttpRequest& request) {
  const std::string_view path = request.path();
  const std::string_view method = request.method == "HEAD" ? std::string_view("GET") : request.method;
  for (const Route& route : routes()) {
    if (route.path == path && route.method == method) return &route;
  }
  return nullptr;
}

// Takes as long for every key of a length.
bool equal_digests(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  }
  return difference == 0;
}

const KeyOptions* find_key(const net::HttpRequest& request, const std::vector<KeyOptions>& keys) {
  std::string_view key = request.header("authorization");
  if (key.size() < 7 || !(key.starts_with("Bearer ") || key.starts_with("bearer "))) return nullptr;
  key.remove_prefix(7);
  const std::string digest = sha256_hex(base::as_bytes(key));
  const KeyOptions* found = nullptr;
  for (const KeyOptions& entry : keys) {
    if (equal_digests(entry.sha256, digest)) found = &entry;
  }
  return found;
}

bool has(const std::vector<std::string>& list, std::string_view entry) {
  return std::find(list.begin(), list.end(), entry) != list.end();
}

std::string_view without_port(std::string_view host) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  return has_port ? host.substr(0, colon) : host;
}

// A page of another site must not reach a gateway on the reader's own machine, under its own name or one that it made
// point here. With keys there is nothing to be had without one.
std::optional<HttpError> check_origin(const Exchange& exchange) {
  const ServerOptions& server = exchange.worker_state->state->config.server;
  const std::string_view host = exchange.request.header("host");
  if (host.empty() && !exchange.request.is_http_10) return HttpError{400, "The request has no Host.", "bad_host"};
  const bool is_guarded = exchange.worker_state->state->config.keys.empty() && is_loopback(server.host);
  const std::string_view name = without_port(host);
  if (is_guarded && !host.empty() && !is_loopback(name) && !has(server.hosts, name)) {
    return HttpError{421, "The gateway does not go by this Host. Add it to \"hosts\" in [server].", "bad_host"};
  }
  const std::string_view origin = exchange.request.header("origin");
  if (origin.empty() || has(server.origins, origin)) return std::nullopt;
  const std::size_t scheme = origin.find("://");
  const bool is_same = scheme != std::string_view::npos && origin.substr(scheme + 3) == host;
  if (is_same || exchange.request.method == "GET" || exchange.request.method == "HEAD") return std::nullopt;
  return HttpError{403, "Pages of this origin may not call the gateway. Add it to \"origins\" in [server].",
                 "bad_origin"};
}

std::optional<HttpError> check_target(const net::HttpRequest& request) {
  constexpr std::string_view kSecrets[] = {"key=", "api_key=", "api-key=", "apikey=", "token=", "access_token="};
  if (!request.target.starts_with('/')) return HttpError{400, "The request's target must be a path.", "bad_target"};
  if (request.target.size() > 4096) return HttpError{414, "The request's target is too long.", "bad_target"};
  std::string_view query = std::string_view(request.target).substr(request.path().size());
  while (!query.empty()) {
    query.remove_prefix(1);
    for (const std::string_view secret : kSecrets) {
      if (query.starts_with(secret)) {
        return HttpError{400,
                       "Keys do not belong in addresses, which are written to logs. Send \"Authorization: Bearer\".",
                       "key_in_url"};
      }
    }
    query = query.substr(std::min(query.find('&'), query.size()));
  }
  return std::nullopt;
}

std::optional<HttpError> check_key(Exchange& exchange, Scope scope) {
  const Config& config = exchange.worker_state->state->config;
  exchange.key = find_key(exchange.request, config.keys);
  if (scope == Scope::open || config.keys.empty()) return std::nullopt;
  if (exchange.key == nullptr) {
    return HttpError{401, "A valid key is needed: send \"Authorization: Bearer <key>\".", "invalid_api_key"};
  }
  const std::vector<Scope>& scopes = exchange.key->scopes;
  if (std::find(scopes.begin(), scopes.end(), scope) == scopes.end()) {
    return HttpError{403, "This key does not open this route: its scopes say so.", "insufficient_scope"};
  }
  return std::nullopt;
}

Scope scope_of(const Route& route, const Config& config) {
  const bool is_artifact = route.path.starts_with("/v1/router") || route.path.starts_with("/v1/embedder");
  return is_artifact && config.is_published_openly ? Scope::open : route.scope;
}

void add_cors(Exchange& exchange) {
  const std::string_view origin = exchange.request.header("origin");
  const ServerOptions& server = exchange.worker_state->state->config.server;
  if (server.origins.empty()) return;
  exchange.add_header("Vary", "Origin");
  if (origin.empty() || !has(server.origins, origin)) return;
  exchange.add_header("Access-Control-Allow-Origin", origin);
  exchange.add_header("Access-Control-Expose-Headers",
                      "x-request-id, x-alpharoute-model, x-alpharoute-alpha, x-alpharoute-margin, "
                      "x-alpharoute-novelty, x-alpharoute-attempts, x-alpharoute-fallback-from, x-alpharoute-cost-usd, "
                      "ETag, Retry-After");
}

asio::awaitable<void> answer_preflight(Exchange& exchange) {
  exchange.add_header("Access-Control-Allow-Methods", "GET, POST");
  exchange.add_header("Access-Control-Allow-Headers", exchange.request.header("access-control-request-headers"));
  exchange.add_header("Access-Control-Max-Age", "600");
  return exchange.respond(204, "", "");
}

std::string allowed_methods(std::string_view path) {
  std::string methods;
  for (const Route& route : routes()) {
    if (route.path != path) continue;
    if (!methods.empty()) methods += ", ";
    methods += route.method;
    if (route.method == "GET") methods += ", HEAD";
  }
  return methods;
}

std::optional<HttpError> refusal_of(Exchange& exchange, const Route* route) {
  if (auto refusal = check_target(exchange.request)) return refusal;
  if (auto refusal = check_origin(exchange)) return refusal;
  if (route == nullptr) return std::nullopt;
  return check_key(exchange, scope_of(*route, exchange.worker_state->state->config));
}

asio::awaitable<void> tell(Exchange& exchange, const HttpError& refusal) {
  if (refusal.status == 401) exchange.add_header("WWW-Authenticate", "Bearer");
  return exchange.refuse(refusal.status, refusal.message, refusal.code);
}

}  // namespace

asio::awaitable<void> refuse(Exchange& exchange, const HttpError& refusal) {
  add_cors(exchange);
  return tell(exchange, refusal);
}

Admission admit(Exchange& exchange) {
  const Route* route = find_route(exchange.request);
  return {route, refusal_of(exchange, route)};
}

asio::awaitable<void> dispatch(Exchange& exchange, const Admission& admission) {
  add_cors(exchange);
  if (admission.refusal) return tell(exchange, *admission.refusal);
  if (admission.route != nullptr) return admission.route->handle(exchange);
  if (exchange.request.method == "OPTIONS" && exchange.request.has_header("access-control-request-method")) {
    return answer_preflight(exchange);
  }
  const std::string methods = allowed_methods(exchange.request.path());
  if (methods.empty()) return serve_web(exchange);
  exchange.add_header("Allow", methods);
  return exchange.refuse(405, "This route has other methods: see the field Allow.", "method_not_allowed");
}

std::string_view route_name(const net::HttpRequest& request) {
  for (const Route& route : routes()) {
    if (route.path == request.path()) return route.path;
  }
  return "other";
}

}  // namespace alpharoute::server
