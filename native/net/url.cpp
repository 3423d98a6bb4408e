#include "net/url.h"

#include <algorithm>

namespace alpharoute::net {
namespace {

Error refused(std::string_view text) {
  return {ErrorCode::invalid_argument, "\"" + std::string(text) +
                                       "\" is no address of an upstream. Write it as http://host:port/path or "
                                       "https://host/path, without user, query or fragment."};
}

bool is_visible(char c) { return c > ' ' && c < 0x7f; }

}  // namespace

std::string Url::authority() const {
  const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return port == (is_tls ? "443" : "80") ? name : name + ":" + port;
}

Result<Url> parse_url(std::string_view text) {
  Url url;
  std::string_view rest = text;
  if (rest.starts_with("https://")) {
    url.is_tls = true;
    rest.remove_prefix(8);
  } else if (rest.starts_with("http://")) {
    rest.remove_prefix(7);
  } else {
    return refused(text);
  }
  if (rest.find_first_of("@?#\\\"<>") != std::string_view::npos || !std::all_of(rest.begin(), rest.end(), is_visible)) {
    return refused(text);
  }
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  std::string_view authority = rest.substr(0, slash);
  url.path = rest.substr(slash);
  while (url.path.ends_with('/')) url.path.pop_back();
  std::size_t colon = authority.rfind(':');
  if (authority.starts_with('[')) {
    const std::size_t bracket = authority.find(']');
    if (bracket == std::string_view::npos) return refused(text);
    url.host = authority.substr(1, bracket - 1);
    if (colon < bracket) colon = std::string_view::npos;
  } else {
    url.host = authority.substr(0, colon);
  }
  url.port = colon == std::string_view::npos ? (url.is_tls ? "443" : "80") : std::string(authority.substr(colon + 1));
  const bool is_number = !url.port.empty() && url.port.size() <= 5 &&
                         std::all_of(url.port.begin(), url.port.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (url.host.empty() || !is_number || std::stoul(url.port) > 65535) return refused(text);
  return url;
}

}  // namespace alpharoute::net
