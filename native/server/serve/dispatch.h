// From a request's head to its handler: who may ask what, and from where.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "server/http/exchange.h"

namespace alpharoute::server {

// A line of the table of routes (routes.cpp).
struct Route {
  std::string_view method;
  std::string_view path;
  Scope scope;
  asio::awaitable<void> (*handle)(Exchange&);
};

std::span<const Route> routes();

struct HttpError {
  unsigned status;
  std::string_view message, code;
};

// What the head alone decides.
struct Admission {
  const Route* route = nullptr;  // null: none has this method and path
  std::optional<HttpError> refusal;

  bool wants_body() const { return route != nullptr && !refusal; }
};

// Checks target, host, origin and key; notes whose key it is.
Admission admit(Exchange& exchange);

// Answers a request that was refused before it was looked at.
asio::awaitable<void> refuse(Exchange& exchange, const HttpError& refusal);

// Answers the request, whatever it is.
asio::awaitable<void> dispatch(Exchange& exchange, const Admission& admission);

// The path of the table's line, for logs and metrics: never the caller's text.
std::string_view route_name(const net::HttpRequest& request);

}  // namespace alpharoute::server
