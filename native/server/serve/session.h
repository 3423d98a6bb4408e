// Serves the requests of one connection, one after the other.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "net/connection.h"
#include "server/runtime/worker.h"

namespace alpharoute::server {

// Until the peer closes, an error, a limit, or a shutdown between requests. `tls` may be null.
asio::awaitable<void> run_session(net::Socket socket, Worker& worker, std::shared_ptr<asio::ssl::context> tls);

// Answers with 503 and closes: there are too many connections.
asio::awaitable<void> reject_connection(net::Socket socket, Worker& worker);

}  // namespace alpharoute::server
