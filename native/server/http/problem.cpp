#include "server/http/problem.h"

#include "protocol/openai/answer.h"

namespace alpharoute::server {

using provider::Failure;
using provider::Outcome;

unsigned status_of(const Failure& failure) {
  switch (failure.outcome) {
    case Outcome::rate_limited:
    case Outcome::quota: return 429;
    case Outcome::timed_out: return 504;
    case Outcome::unavailable: return 503;
    case Outcome::unsupported: return 400;
    case Outcome::context_length:
    case Outcome::content_filter:
    case Outcome::invalid_request: return failure.status >= 400 && failure.status < 500 ? failure.status : 400;
    default: return 502;
  }
}

std::string error_body(const Failure& failure) {
  if (!failure.body.empty()) return failure.body;
  const char* type =
      status_of(failure) < 500 && failure.outcome != Outcome::rate_limited ? "invalid_request_error" : "upstream_error";
  return provider::error_json(failure.message, type, provider::outcome_name(failure.outcome));
}

asio::awaitable<void> tell(Exchange& exchange, const Failure& failure) {
  if (failure.outcome == Outcome::cancelled) co_return;
  const unsigned status = status_of(failure);
  if (failure.retry_after && (status == 429 || status == 503)) {
    const std::string seconds = std::to_string((failure.retry_after->count() + 999) / 1000);
    exchange.add_header("Retry-After", seconds);
  }
  exchange.log_fields += " outcome=";
  exchange.log_fields += provider::outcome_name(failure.outcome);
  const std::string body = error_body(failure);
  co_await exchange.respond_json(status, body);
}

}  // namespace alpharoute::server
