// The routes of an API as a table: method and path to handler.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "server/http/exchange.h"

namespace alpharoute::server {

// The scope that a route requires of a key.
enum class RouteScope {
  none,          // no key
  route,         // decisions, models and the artifact
  router_files,  // as route; none if public_router_files is set
  chat,          // completions and embeddings
  admin,         // metrics and reload
};

// Responds, or returns the error to respond with.
using Handler = asio::awaitable<HttpResult<void>> (*)(Exchange& exchange);

struct Route {
  std::string_view method;
  std::string_view path;
  RouteScope scope;
  ErrorProtocol errors;
  Handler handle;
};

// The route of this method and path, or null. HEAD is served by the GET route.
const Route* find_route(std::span<const Route> routes, std::string_view method, std::string_view path);

// Returns the methods of a path as the value of the Allow header: "GET, HEAD"; empty for an unknown path.
std::string allowed_methods(std::span<const Route> routes, std::string_view path);

// Returns the path if it has a route, else "other". For logs and metrics, which contain no text of the client.
std::string_view route_label(std::span<const Route> routes, std::string_view path);

}  // namespace alpharoute::server
