// Errors on their way to the client, as values.
#pragma once

#include <boost/system/result.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "net/deadline.h"

namespace alpharoute::server {

// The API whose error shape a client expects.
enum class ErrorProtocol { openai, anthropic };

// The logged status of a request whose client disconnected before the response. The gateway never sends it by itself.
inline constexpr unsigned kClientClosedRequest = 499;

// An error response that is still to be sent (http/problem.h).
struct HttpError {
  unsigned status = 500;
  std::string message;  // what, where, fix; sent to the client
  std::string code;     // lower case (docs/http-api.md)

  // Only of a failed provider:
  std::string_view outcome = {};  // for the log; static storage
  std::optional<net::Milliseconds> retry_after = std::nullopt;
  std::string openai_body = {};  // the provider's own error, to forward unchanged to an OpenAI client
};

// A value, or the error to respond with.
template <typename T>
using HttpResult = boost::system::result<T, HttpError>;

}  // namespace alpharoute::server
