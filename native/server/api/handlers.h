// The handlers behind the table of routes, one file for each piece.
#pragma once

#include "server/http/exchange.h"

namespace alpharoute::server {

asio::awaitable<void> post_chat(Exchange& exchange);        // chat.cpp
asio::awaitable<void> post_embeddings(Exchange& exchange);  // embeddings.cpp
asio::awaitable<void> post_route(Exchange& exchange);       // route.cpp
asio::awaitable<void> get_models(Exchange& exchange);       // models.cpp
asio::awaitable<void> get_health(Exchange& exchange);       // service.cpp
asio::awaitable<void> get_ready(Exchange& exchange);
asio::awaitable<void> get_metrics(Exchange& exchange);
asio::awaitable<void> post_reload(Exchange& exchange);

}  // namespace alpharoute::server
