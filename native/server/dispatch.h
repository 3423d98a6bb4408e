// From a request's head to its handler: who may ask what, and from where.
#pragma once

#include <span>
#include <string_view>

#include "server/exchange.h"

namespace alpharoute::server {

// A line of the table of routes (routes.cpp).
struct Route {
  std::string_view method;
  std::string_view path;
  Scope scope;
  asio::awaitable<void> (*handle)(Exchange&);
};

std::span<const Route> routes();

// Whether the body is worth reading: everything that the head alone decides. What is wrong `dispatch` answers.
bool admit(Exchange& exchange);

// Answers the request, whatever it is.
asio::awaitable<void> dispatch(Exchange& exchange);

// The path of the table's line, for logs and metrics: never the caller's text.
std::string_view route_name(const net::HttpRequest& request);

}  // namespace alpharoute::server
