// Keeps requests from an upstream that is down, and finds out when it is up again.
#pragma once

#include <mutex>

#include "net/deadline.h"

namespace alpharoute::provider {

struct CircuitOptions {
  unsigned failures = 5;         // in a row, that open it
  net::Milliseconds open{5000};  // until a probe may pass; doubles with every probe that fails
  net::Milliseconds open_max{20000};

  bool operator==(const CircuitOptions&) const = default;
};

// Closed: requests pass. Open: none do. Half open: one does, and what becomes of it decides. Thread-safe.
class Circuit {
 public:
  enum class State { closed, half_open, open };

  explicit Circuit(const CircuitOptions& options) : options_(options), pause_(options.open) {}

  // May a request pass now? If so, tell what became of it: `succeeded`, `failed` or `forget`.
  bool admit(net::Clock::time_point now);
  void succeeded();
  void answers();  // it has begun to: a probe's end is not waited for, but a failure then opens the circuit again
  void failed(net::Clock::time_point now);
  void forget();  // the request says nothing about the upstream

  State state() const;
  const CircuitOptions& options() const { return options_; }

 private:
  const CircuitOptions options_;
  mutable std::mutex mutex_;
  State state_ = State::closed;
  unsigned failures_ = 0;
  net::Milliseconds pause_;
  net::Clock::time_point open_until_{};
  bool is_probing_ = false;
};

}  // namespace alpharoute::provider
