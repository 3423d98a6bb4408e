#include "net/url.h"

#include <boost/url/parse.hpp>
#include <charconv>
#include <cstdint>

namespace alpharoute::net {
namespace {

Error invalid(std::string_view text) {
  return {ErrorCode::invalid_argument, "\"" + std::string(text) +
                                           "\" is not the URL of a provider. Use http://host:port/path or "
                                           "https://host/path, without user, query or fragment."};
}

bool is_port(std::string_view text) {
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number != 0;
}

std::string_view view(boost::core::string_view text) { return {text.data(), text.size()}; }

}  // namespace

std::string Url::authority() const {
  const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return port == (is_tls ? "443" : "80") ? name : name + ":" + port;
}

Result<Url> parse_url(std::string_view text) {
  const auto parsed = boost::urls::parse_uri({text.data(), text.size()});
  if (parsed.has_error()) return invalid(text);
  const boost::urls::scheme scheme = parsed->scheme_id();
  const bool is_http = scheme == boost::urls::scheme::http || scheme == boost::urls::scheme::https;
  const bool has_more = parsed->has_userinfo() || parsed->has_query() || parsed->has_fragment();
  const std::string_view host = view(parsed->encoded_host());
  const bool has_valid_host = !host.empty() && host.find('%') == std::string_view::npos;
  const bool has_valid_port = !parsed->has_port() || is_port(view(parsed->port()));
  if (!is_http || has_more || !has_valid_host || !has_valid_port) return invalid(text);
  Url url;
  url.is_tls = scheme == boost::urls::scheme::https;
  url.host = host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
  url.port = parsed->has_port() ? view(parsed->port()) : (url.is_tls ? "443" : "80");
  url.path = view(parsed->encoded_path());
  while (url.path.ends_with('/')) url.path.pop_back();
  return url;
}

}  // namespace alpharoute::net
