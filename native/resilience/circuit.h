// A circuit breaker: stops requests to a provider that is down, and probes whether it works again.
#pragma once

#include <mutex>

#include "net/deadline.h"
#include "protocol/values/outcome.h"

namespace alpharoute::resilience {

struct CircuitOptions {
  unsigned failures = 5;         // consecutive failures that open the circuit
  net::Milliseconds open{5000};  // until the first probe; doubles with every failed probe
  net::Milliseconds open_max{20000};

  bool operator==(const CircuitOptions&) const = default;
};

// Closed: requests pass. Open: requests are rejected. Half open: one probe passes, and its outcome decides.
// Thread-safe.
class Circuit {
 public:
  enum class State { closed, half_open, open };

  explicit Circuit(const CircuitOptions& options) : options_(options), open_time_(options.open) {}

  // Returns true if a request may pass. Report its outcome with `report`.
  bool admit(net::Clock::time_point now);

  // Reports the outcome of an admitted request.
  void report(protocol::Outcome outcome, net::Clock::time_point now);

  // A response has started: closes a half-open circuit early. If the request then fails, the circuit opens again.
  void response_started();

  State state() const;
  const CircuitOptions& options() const { return options_; }

 private:
  void succeeded();
  void failed(net::Clock::time_point now);
  void inconclusive();

  const CircuitOptions options_;
  mutable std::mutex mutex_;
  State state_ = State::closed;
  unsigned failures_ = 0;
  net::Milliseconds open_time_;
  net::Clock::time_point open_until_{};
  bool is_probing_ = false;
};

}  // namespace alpharoute::resilience
