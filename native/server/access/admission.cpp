#include "server/access/admission.h"

#include <openssl/crypto.h>

#include <algorithm>

#include "alpharoute/sha256.h"
#include "base/files.h"
#include "server/access/origin.h"

namespace alpharoute::server {
namespace {

constexpr std::size_t kMaxTarget = 4096;

HttpResult<void> check_target(const net::HttpRequest& request) {
  constexpr std::string_view kSecrets[] = {"key=", "api_key=", "api-key=", "apikey=", "token=", "access_token="};
  if (!request.target.starts_with('/')) return HttpError{400, "The request target must be a path.", "bad_target"};
  if (request.target.size() > kMaxTarget) {
    return HttpError{414, "The request target is longer than " + std::to_string(kMaxTarget) + " bytes.", "bad_target"};
  }
  std::string_view query = std::string_view(request.target).substr(request.path().size());
  while (!query.empty()) {
    query.remove_prefix(1);
    for (const std::string_view secret : kSecrets) {
      if (query.starts_with(secret)) {
        return HttpError{400,
                         "The URL contains a key, and servers log URLs. Send it as \"Authorization: Bearer <key>\".",
                         "key_in_url"};
      }
    }
    query = query.substr(std::min(query.find('&'), query.size()));
  }
  return {};
}

// Compares in constant time, so that response times do not reveal a key.
bool equal_digests(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
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

// The scope that a key needs; nothing if the route needs no key.
std::optional<Scope> required_scope(RouteScope scope, const Config& config) {
  switch (scope) {
    case RouteScope::none: return std::nullopt;
    case RouteScope::router_files:
      if (config.server.public_router_files) return std::nullopt;
      return Scope::route;
    case RouteScope::route: return Scope::route;
    case RouteScope::chat: return Scope::chat;
    case RouteScope::admin: return Scope::admin;
  }
  return Scope::admin;
}

HttpResult<void> check_key(Exchange& exchange, RouteScope route_scope) {
  const Config& config = exchange.worker_state->state->config;
  exchange.key = find_key(exchange.request, config.keys);
  const std::optional<Scope> scope = required_scope(route_scope, config);
  if (!scope || config.keys.empty()) return {};
  if (exchange.key == nullptr) {
    return HttpError{401, "The key is missing or invalid. Send it as \"Authorization: Bearer <key>\".",
                     "invalid_api_key"};
  }
  const std::vector<Scope>& scopes = exchange.key->scopes;
  if (std::find(scopes.begin(), scopes.end(), *scope) == scopes.end()) {
    return HttpError{403, "The key lacks the scope that this route requires.", "insufficient_scope"};
  }
  return {};
}

}  // namespace

HttpResult<void> admit(Exchange& exchange, const Route* route) {
  if (route != nullptr) exchange.error_protocol = route->errors;
  if (const auto checked = check_target(exchange.request); !checked) return checked;
  if (const auto checked = check_origin(exchange); !checked) return checked;
  if (route == nullptr) return {};
  return check_key(exchange, route->scope);
}

}  // namespace alpharoute::server
