// Prepares the gateway: configuration, certificate and process settings.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "server/serve/server.h"

namespace alpharoute::server {

using Tls = std::shared_ptr<boost::asio::ssl::context>;

// Reads the configuration file, or takes the defaults, and applies the command line's options.
Result<Config> load_config(const ServeOptions& options);

// Null without a certificate. Error::invalid_argument if the certificate or its key can't be used.
Result<Tls> load_tls(const ServerOptions& options);

// Raises the limit on open file descriptors to the system's maximum.
void raise_descriptor_limit();

// Blocks the signals that the server handles, so that one that arrives during destruction does not kill the process.
void block_signals();

}  // namespace alpharoute::server
