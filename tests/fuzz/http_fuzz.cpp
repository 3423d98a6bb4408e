// Requests to the gateway: independent of how their bytes are split, within the limits, and their body read or
// rejected.
#include <cstdint>
#include <string>

#include "net/http_request.h"
#include "protocol/openai/chat_request.h"
#include "require.h"

using namespace alpharoute;

namespace {

constexpr net::Limits kLimits{2048, 4096};

struct Read {
  net::Parsed parsed;
  unsigned status;
  std::string method, target, host, body;

  bool operator==(const Read&) const = default;
};

Read read(std::string_view text, std::size_t step) {
  net::HttpRequest request;
  net::RequestParser parser(request, kLimits);
  net::Parsed parsed = net::Parsed::needs_more;
  std::string unread;
  for (std::size_t at = 0; at < text.size(); at += step) {
    unread += text.substr(at, step);
    std::string_view bytes = unread;
    do parsed = parser.parse(bytes);
    while (parsed == net::Parsed::head && !bytes.empty());
    if (parsed == net::Parsed::failed || parsed == net::Parsed::complete) break;
    unread = std::string(bytes);
  }
  require((parsed == net::Parsed::failed) == (parser.failure().status != 0));
  require(request.body.size() <= kLimits.body_bytes);
  if (parsed != net::Parsed::complete) return {parsed, parser.failure().status, "", "", "", ""};
  require(request.target.find_first_of(" \r\n") == std::string::npos);
  require(request.header("host").find_first_of("\r\n") == std::string_view::npos);
  return {parsed, 0, request.method, request.target, std::string(request.header("host")), request.body};
}

void read_body(std::string body) {
  body.reserve(body.size() + net::HttpRequest::kPadding);
  const Result<protocol::ChatRequest> request = protocol::read_chat_request(body, 3);
  if (!request) {
    require(request.error().code == ErrorCode::invalid_argument && !request.error().message.empty());
    return;
  }
  for (const bool with_usage : {false, true}) {
    std::string upstream = protocol::upstream_body(*request, {"\"up\"", with_usage, ""});
    upstream.reserve(upstream.size() + net::HttpRequest::kPadding);
    const Result<protocol::ChatRequest> again = protocol::read_chat_request(upstream, 3);
    require(again.ok() && again->model == "up" && again->options.empty());
    require(again->query == request->query && again->is_stream == request->is_stream);
    require(!with_usage || again->include_usage);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const Read whole = read(text, text.size() + 1);
  const Read split = read(text, 1 + size % 7);
  // An invalid request may be rejected earlier or later; a valid one must be the same.
  const bool is_request = whole.parsed == net::Parsed::complete;
  require(is_request == (split.parsed == net::Parsed::complete));
  require(!is_request || whole == split);
  read_body(is_request ? whole.body : text);
  return 0;
}
