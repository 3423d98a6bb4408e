// The artifact, the embedder and the web page: ETags, ranges, and compressed forms made beforehand.
#pragma once

#include "server/http/exchange.h"

namespace alpharoute::server {

asio::awaitable<void> get_router(Exchange& exchange);
asio::awaitable<void> get_embedder(Exchange& exchange);
asio::awaitable<void> get_manifest(Exchange& exchange);

// A file of the web folder, or 404.
asio::awaitable<void> serve_web(Exchange& exchange);

}  // namespace alpharoute::server
