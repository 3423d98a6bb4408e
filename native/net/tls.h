// What TLS connections to upstreams have in common.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

namespace alpharoute::net {

// TLS 1.2 and up, trusting the system's authorities, or those in the PEM file `ca_file` if that is not empty. Null if
// the file holds none. May be used by several threads.
std::shared_ptr<boost::asio::ssl::context> client_tls(const std::string& ca_file);

}  // namespace alpharoute::net
