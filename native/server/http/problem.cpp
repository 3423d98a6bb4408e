#include "server/http/problem.h"

#include <nlohmann/json.hpp>

#include "protocol/openai/answer.h"

namespace alpharoute::server {
namespace {

using protocol::Failure;
using protocol::Outcome;

unsigned status_of(const Failure& failure) {
  switch (failure.outcome) {
    case Outcome::rate_limited:
    case Outcome::quota: return 429;
    case Outcome::timed_out: return 504;
    case Outcome::unavailable: return 503;
    case Outcome::unsupported: return 400;
    case Outcome::cancelled: return kClientClosedRequest;
    case Outcome::context_length:
    case Outcome::content_filter:
    case Outcome::invalid_request: return failure.status >= 400 && failure.status < 500 ? failure.status : 400;
    default: return 502;
  }
}

std::string_view openai_type(const HttpError& error) {
  if (!error.outcome.empty()) {
    const bool is_rate_limited = error.outcome == protocol::outcome_name(Outcome::rate_limited);
    return error.status < 500 && !is_rate_limited ? "invalid_request_error" : "upstream_error";
  }
  switch (error.status) {
    case 401: return "authentication_error";
    case 403: return "permission_error";
    case 404: return "not_found_error";
    case 429: return "rate_limit_error";
    default: return error.status >= 500 ? "server_error" : "invalid_request_error";
  }
}

// Source: https://docs.anthropic.com/en/api/errors
std::string_view anthropic_type(unsigned status) {
  switch (status) {
    case 401: return "authentication_error";
    case 403: return "permission_error";
    case 404: return "not_found_error";
    case 413: return "request_too_large";
    case 429: return "rate_limit_error";
    case 503: return "overloaded_error";
    default: return status >= 500 ? "api_error" : "invalid_request_error";
  }
}

}  // namespace

HttpError http_error(const Error& error) {
  return {error.code == ErrorCode::io ? 502u : 400u, error.message, std::string(code_name(error.code))};
}

HttpError http_error(const Failure& failure) {
  const std::string_view outcome = protocol::outcome_name(failure.outcome);
  HttpError error{status_of(failure), failure.message, std::string(outcome), outcome};
  if (error.status == 429 || error.status == 503) error.retry_after = failure.retry_after;
  error.openai_body = failure.body;
  return error;
}

std::string error_body(const HttpError& error, ErrorProtocol protocol) {
  if (protocol == ErrorProtocol::anthropic) {
    const nlohmann::ordered_json body = {
        {"type", "error"}, {"error", {{"type", anthropic_type(error.status)}, {"message", error.message}}}};
    return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  if (!error.openai_body.empty()) return error.openai_body;
  return protocol::error_json(error.message, openai_type(error), error.code);
}

asio::awaitable<void> send_error(Exchange& exchange, const HttpError& error) {
  // Not by status: a provider can respond 499, too.
  if (error.outcome == protocol::outcome_name(Outcome::cancelled) || exchange.has_begun()) co_return;
  if (error.status == 401) exchange.add_header("WWW-Authenticate", "Bearer");
  if (error.retry_after) {
    const std::string seconds = std::to_string((error.retry_after->count() + 999) / 1000);
    exchange.add_header("Retry-After", seconds);
  }
  if (!error.outcome.empty()) {
    exchange.log_fields += " outcome=";
    exchange.log_fields += error.outcome;
  }
  const std::string body = error_body(error, exchange.error_protocol);
  co_await exchange.respond_json(error.status, body);
}

}  // namespace alpharoute::server
