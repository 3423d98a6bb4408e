// The addresses of upstreams, as the configuration gives them.
#pragma once

#include <string>
#include <string_view>

#include "alpharoute/status.h"

namespace alpharoute::net {

struct Url {
  bool is_tls = false;
  std::string host;  // a name or an address, an IPv6 address without brackets
  std::string port;  // digits
  std::string path;  // "" or "/..." without a slash at its end

  // As the Host field has it: the port only where it is not the scheme's.
  std::string authority() const;
};

// Of "http://" and "https://" without user, query or fragment, else Error::invalid_argument.
Result<Url> parse_url(std::string_view text);

}  // namespace alpharoute::net
