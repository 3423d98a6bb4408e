#include "server/config/config.h"

#include <boost/asio/ip/address.hpp>

namespace alpharoute::server {

Config default_config() {
  Config config;
  provider::ProviderOptions demo;
  demo.name = demo.kind = "demo";
  config.providers.push_back(demo);
  return config;
}

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "[::1]") return true;
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(std::string(host), error);
  return !error && address.is_loopback();
}

Result<void> check_exposure(const Config& config) {
  const ServerOptions& server = config.server;
  if (is_loopback(server.host) || !config.keys.empty() || server.allow_unauthenticated) return {};
  return Error{ErrorCode::invalid_argument,
               "without keys, the gateway listens on loopback only, not on " + server.host +
                   ": any client could spend your money. Add [[keys]] (`alpharoute key` creates one), or pass "
                   "--allow-unauthenticated."};
}

}  // namespace alpharoute::server
