// The outcome of an attempt at a provider, which decides about retries and fallback.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace alpharoute::protocol {

enum class Outcome {
  answered,
  rate_limited,     // status 429: retry later, or call another model
  quota,            // status 429 or 402, which waiting does not fix
  unavailable,      // status 5xx
  unreachable,      // no connection, or it closed before a response
  timed_out,        // no response, first token or next token within its limit
  truncated,        // the response ended early
  malformed,        // the response is not valid
  context_length,   // the conversation is too long for the model
  content_filter,   // the provider rejects the content
  invalid_request,  // the provider rejects the request; the client must change it
  unsupported,      // the provider's API does not support the request, which was not sent
  misconfigured,    // status 401, 403 or 404: the configuration is wrong
  cancelled,        // the client disconnected
};

// The name in logs, metrics and error codes. Static storage.
std::string_view outcome_name(Outcome outcome);

// True if sending the same request to the same model again may succeed.
bool may_retry(Outcome outcome);
// True if another model may succeed.
bool may_fall_back(Outcome outcome);
// True if it counts as a failure for the circuit breaker.
bool counts_as_circuit_failure(Outcome outcome);

// The reason of a failed attempt. An outcome of `answered` is a success.
struct Failure {
  Outcome outcome = Outcome::answered;
  unsigned status = 0;  // HTTP status of the provider; 0 if there was no response
  std::string message;  // the provider's message where clients may see it, else the gateway's
  std::string code;     // the provider's code where clients may see it
  std::optional<std::chrono::milliseconds> retry_after;
  std::string body;  // the provider's error where it may be forwarded unchanged, else empty

  bool is_failure() const { return outcome != Outcome::answered; }
};

// The client disconnected.
Failure cancelled_failure();

}  // namespace alpharoute::protocol
