#include "protocol/values/outcome.h"

namespace alpharoute::protocol {

std::string_view outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::answered: return "answered";
    case Outcome::rate_limited: return "rate_limited";
    case Outcome::quota: return "quota";
    case Outcome::unavailable: return "unavailable";
    case Outcome::unreachable: return "unreachable";
    case Outcome::timed_out: return "timed_out";
    case Outcome::truncated: return "truncated";
    case Outcome::malformed: return "malformed";
    case Outcome::context_length: return "context_length_exceeded";
    case Outcome::content_filter: return "content_filter";
    case Outcome::invalid_request: return "invalid_request";
    case Outcome::unsupported: return "unsupported";
    case Outcome::misconfigured: return "misconfigured";
    case Outcome::cancelled: return "cancelled";
  }
  return "unknown";
}

bool may_retry(Outcome outcome) {
  return outcome == Outcome::rate_limited || outcome == Outcome::unavailable || outcome == Outcome::unreachable;
}

bool may_fall_back(Outcome outcome) {
  return outcome != Outcome::answered && outcome != Outcome::content_filter && outcome != Outcome::invalid_request &&
         outcome != Outcome::cancelled;
}

bool counts_as_circuit_failure(Outcome outcome) {
  return outcome == Outcome::unavailable || outcome == Outcome::unreachable || outcome == Outcome::timed_out ||
         outcome == Outcome::truncated || outcome == Outcome::malformed;
}

Failure cancelled_failure() { return {Outcome::cancelled, 0, "The client disconnected."}; }

}  // namespace alpharoute::protocol
