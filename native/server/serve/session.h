// Serves the requests of one connection in order.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "net/connection.h"
#include "server/runtime/worker.h"

namespace alpharoute::server {

// Returns when the peer closes the connection, after an error or a timeout, or at shutdown between two requests. `tls`
// may be null.
asio::awaitable<void> run_session(net::Socket socket, Worker& worker, std::shared_ptr<asio::ssl::context> tls);

// Responds with 503 and closes: the connection limit is reached.
asio::awaitable<void> reject_connection(net::Socket socket, Worker& worker);

}  // namespace alpharoute::server
