// GET of any other path: a file of the web folder.
#include "server/api/routes.h"
#include "server/http/file_response.h"

namespace alpharoute::server {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Decodes a path for the look-up among the files in memory; "../" has no effect there.
std::string decoded(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '%' && i + 2 < path.size() && hex_value(path[i + 1]) >= 0 && hex_value(path[i + 2]) >= 0) {
      out += static_cast<char>(16 * hex_value(path[i + 1]) + hex_value(path[i + 2]));
      i += 2;
    } else {
      out += path[i];
    }
  }
  if (out.ends_with('/')) out += "index.html";
  return out;
}

}  // namespace

asio::awaitable<HttpResult<void>> get_page(Exchange& exchange) {
  const auto& files = exchange.worker_state->state->web;
  const std::string_view method = exchange.request.method;
  const auto found = method == "GET" || method == "HEAD" ? files.find(decoded(exchange.request.path())) : files.end();
  if (found == files.end()) {
    co_return HttpError{404, "Unknown path. docs/http-api.md lists the routes.", "no_such_route"};
  }
  exchange.add_header("Content-Security-Policy", "frame-ancestors 'none'");
  co_return co_await respond_file(exchange, *found->second, "no-cache");
}

}  // namespace alpharoute::server
