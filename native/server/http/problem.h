// The one place that turns errors into responses.
#pragma once

#include <string>

#include "alpharoute/status.h"
#include "protocol/values/outcome.h"
#include "server/http/exchange.h"
#include "server/http/http_error.h"

namespace alpharoute::server {

// An error of the core: status 400, or 502 if another server failed (Error::io).
HttpError http_error(const Error& error);

// The failure of a provider. Its status and body are the provider's if the client can fix the request.
HttpError http_error(const protocol::Failure& failure);

// Returns the response body, in the protocol's shape.
std::string error_body(const HttpError& error, ErrorProtocol protocol);

// Responds with `error`, in the protocol of the exchange's route. Sends nothing if the client has disconnected or the
// response has begun.
asio::awaitable<void> send_error(Exchange& exchange, const HttpError& error);

}  // namespace alpharoute::server
