// The [resilience] section of the configuration: retries, fallback and circuit breakers.
#pragma once

#include "net/deadline.h"

namespace alpharoute::resilience {

// What happens when a stream fails after the client received a part of it.
enum class StreamRecovery {
  error,      // end the stream with an error event
  continue_,  // another model continues the answer
  buffer,     // does not occur: nothing is sent before the stream is complete
};

struct Options {
  unsigned retries = 2;                          // per model, after the first attempt
  net::Milliseconds backoff{250};                // before the first retry; doubles, with jitter
  net::Milliseconds max_retry_wait{2500};        // longest wait before a retry while another candidate is left
  net::Milliseconds max_last_retry_wait{20000};  // the same for the last candidate
  unsigned max_attempts = 8;                     // per request, over all models
  unsigned circuit_failures = 5;                 // consecutive failures that open a circuit
  net::Milliseconds circuit_open{5000};          // until the first probe; doubles with every failed probe
  net::Milliseconds circuit_open_max{20000};
  StreamRecovery stream_recovery = StreamRecovery::error;
};

}  // namespace alpharoute::resilience
