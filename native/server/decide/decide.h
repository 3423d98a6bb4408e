// The server's way to the core's decision: which models may answer here, and what the text is.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "server/http/exchange.h"
#include "server/decide/http_options.h"

namespace alpharoute::server {

// Decides for `text`, or for `embedding` if that is not empty, among the models that have a provider; on the CPU
// threads if the text is long, by the embeddings provider if the router's embedder is a server. Fills `decision`.
// False: the caller has been told why there is none.
asio::awaitable<bool> decide(Exchange& exchange, const RouteOptions& options, std::string_view text,
                             std::span<const float> embedding, Decision& decision);

// Rows of the artifact's models that may answer, the best first: the decision's own, then by score.
std::vector<std::uint32_t> candidates(const Decision& decision);

}  // namespace alpharoute::server
