// How the core's errors look over HTTP.
#pragma once

#include "alpharoute/status.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

// 400 for what the caller can mend, 502 where another server failed.
asio::awaitable<void> refuse(Exchange& exchange, const Error& error);

}  // namespace alpharoute::server
