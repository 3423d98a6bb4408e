// Protects a gateway from web pages of other sites: Host and Origin checks, and CORS.
#pragma once

#include "server/http/exchange.h"

namespace alpharoute::server {

// 400 without a Host header (HTTP/1.1). Without keys, a gateway on loopback returns 421 for a Host that is neither a
// loopback name nor in `allowed_hosts`: DNS rebinding. 403 for an Origin that is neither the gateway's own nor in
// `allowed_origins`, except for GET and HEAD.
HttpResult<void> check_origin(const Exchange& exchange);

// Adds the CORS headers for an origin in `allowed_origins`.
void add_cors_headers(Exchange& exchange);

// True for OPTIONS requests that ask whether an origin may send a request.
bool is_preflight(const net::HttpRequest& request);

// Responds to such a request. The response allows it only if `add_cors_headers` found the origin.
asio::awaitable<HttpResult<void>> respond_preflight(Exchange& exchange);

}  // namespace alpharoute::server
