// What the gateway needs before it listens, and again at a reload: its configuration, its certificate, its process in
// order.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "server/serve/server.h"

namespace alpharoute::server {

using Tls = std::shared_ptr<boost::asio::ssl::context>;

// The file that the options name, or the defaults, with what the command line says instead. Refuses to serve strangers
// without keys.
Result<Config> load_config(const ServeOptions& options);

// Null if the server does not speak TLS.
Result<Tls> load_tls(const ServerOptions& options);

// As many connections as the system lets this process have.
void raise_descriptor_limit();

// From here on: a signal that comes while everything is taken down must not kill the program half-way.
void block_signals();

}  // namespace alpharoute::server
