// The endpoints of the gateway. To add one: a handler in its own file, its declaration here and its row in
// routes.cpp, docs/http-api.md and docs/openapi.json.
#pragma once

#include <span>

#include "server/http/route_table.h"

namespace alpharoute::server {

// The route table. Static storage.
std::span<const Route> routes();

asio::awaitable<HttpResult<void>> post_chat(Exchange& exchange);        // chat.cpp
asio::awaitable<HttpResult<void>> post_embeddings(Exchange& exchange);  // embeddings.cpp
asio::awaitable<HttpResult<void>> post_route(Exchange& exchange);       // route.cpp
asio::awaitable<HttpResult<void>> get_models(Exchange& exchange);       // models.cpp
asio::awaitable<HttpResult<void>> get_router(Exchange& exchange);       // router_files.cpp
asio::awaitable<HttpResult<void>> get_manifest(Exchange& exchange);
asio::awaitable<HttpResult<void>> get_embedder(Exchange& exchange);
asio::awaitable<HttpResult<void>> get_health(Exchange& exchange);  // health.cpp
asio::awaitable<HttpResult<void>> get_ready(Exchange& exchange);
asio::awaitable<HttpResult<void>> get_metrics(Exchange& exchange);  // metrics.cpp
asio::awaitable<HttpResult<void>> post_reload(Exchange& exchange);  // reload.cpp

// Responds with a file of the web folder. Serves every path without a route.
asio::awaitable<HttpResult<void>> get_page(Exchange& exchange);  // page.cpp

}  // namespace alpharoute::server
