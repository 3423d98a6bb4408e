#include "server/http/route_table.h"

namespace alpharoute::server {

const Route* find_route(std::span<const Route> routes, std::string_view method, std::string_view path) {
  if (method == "HEAD") method = "GET";
  for (const Route& route : routes) {
    if (route.path == path && route.method == method) return &route;
  }
  return nullptr;
}

std::string allowed_methods(std::span<const Route> routes, std::string_view path) {
  std::string methods;
  for (const Route& route : routes) {
    if (route.path != path) continue;
    if (!methods.empty()) methods += ", ";
    methods += route.method;
    if (route.method == "GET") methods += ", HEAD";
  }
  return methods;
}

std::string_view route_label(std::span<const Route> routes, std::string_view path) {
  for (const Route& route : routes) {
    if (route.path == path) return route.path;
  }
  return "other";
}

}  // namespace alpharoute::server
