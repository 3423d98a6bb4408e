// The URLs of providers.
#pragma once

#include <string>
#include <string_view>

#include "alpharoute/status.h"

namespace alpharoute::net {

struct Url {
  bool is_tls = false;
  std::string host;  // a name or an address; an IPv6 address has no brackets
  std::string port;  // digits
  std::string path;  // empty, or "/..." without a slash at the end

  // The value of the Host header: the port only if it is not the scheme's default.
  std::string authority() const;
};

// Parses "http://" and "https://" URLs without user, query or fragment. Error::invalid_argument for other texts.
Result<Url> parse_url(std::string_view text);

}  // namespace alpharoute::net
