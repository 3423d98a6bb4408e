// From an admitted request to its handler.
#pragma once

#include "server/http/route_table.h"

namespace alpharoute::server {

// Runs the handler of `route`. Without a route: a preflight request, 405 for a known path, or a file of the web folder.
asio::awaitable<HttpResult<void>> dispatch(Exchange& exchange, const Route* route);

}  // namespace alpharoute::server
