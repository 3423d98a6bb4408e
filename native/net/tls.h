// The TLS settings of connections to upstreams.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

namespace alpharoute::net {

// Returns a context for TLS 1.2 and newer that trusts the system's authorities or, if `ca_file` is not empty, those in
// this PEM file. Returns null if the file contains none. Thread-safe.
std::shared_ptr<boost::asio::ssl::context> client_tls(const std::string& ca_file);

}  // namespace alpharoute::net
