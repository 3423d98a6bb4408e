// How an attempt at a provider ended, and what that means for the next one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "net/deadline.h"
#include "net/upstream.h"

namespace alpharoute::provider {

enum class Outcome {
  answered,
  rate_limited,     // 429: later, or elsewhere
  quota,            // 429 or 402 that waiting does not cure
  unavailable,      // 5xx
  unreachable,      // no connection, or it broke before a response
  timed_out,        // no answer, no first token, or no next token within its limit
  truncated,              // the answer ended in the middle
  malformed,        // what came is no answer
  context_length,   // the conversation is too long for the model
  content_filter,   // the provider refuses the content
  invalid_request,  // the provider refuses the request: the caller's to mend
  unsupported,   // the request has what this kind of provider has no counterpart for; nobody was asked
  misconfigured,       // 401, 403, 404: the configuration's to mend
  cancelled,        // the caller has gone
};

// As in logs, metrics and error codes. Static storage.
std::string_view outcome_name(Outcome outcome);

// May the same request be sent to the same model again?
bool may_retry(Outcome outcome);
// May another model be asked?
bool may_fall_back(Outcome outcome);
// Does it speak against the upstream's health?
bool counts_as_circuit_failure(Outcome outcome);

struct Failure {
  Outcome outcome = Outcome::answered;
  unsigned status = 0;  // of the provider's response, 0 without one
  std::string message;  // the provider's words where the caller may see them, or ours
  std::string code;     // the provider's, where the caller may see it
  std::optional<net::Milliseconds> retry_after;
  std::string body;  // the provider's error as it came, where it may be passed on whole

  bool is_failure() const { return outcome != Outcome::answered; }
};

Failure failure_of(net::NetFailure failure, bool is_answering);

// Of a response that is no answer. `body` is what the provider said, in whatever form; all of it is foreign.
Failure failure_of(unsigned status, std::string_view body, std::string_view retry_after);

// "120" or an HTTP date; nothing if it is neither.
std::optional<net::Milliseconds> parse_retry_after(std::string_view text);

}  // namespace alpharoute::provider
