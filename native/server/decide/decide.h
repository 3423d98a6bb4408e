// Decides for one request, among the models that the gateway can call.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <span>
#include <string_view>

#include "server/decide/http_options.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

// Decides for `text`, or for `embedding` if that is not empty. Fills `decision`, whose memory it reuses. Embeds long
// texts on the CPU threads, and with a provider if the router's embedder is a server. Observes the decision metrics.
asio::awaitable<HttpResult<void>> decide(Exchange& exchange, const RouteOptions& options, std::string_view text,
                                         std::span<const float> embedding, Decision& decision);

}  // namespace alpharoute::server
