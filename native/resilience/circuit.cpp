#include "resilience/circuit.h"

#include <algorithm>

namespace alpharoute::resilience {

using protocol::Outcome;

bool Circuit::admit(net::Clock::time_point now) {
  const std::scoped_lock lock(mutex_);
  if (state_ == State::closed) return true;
  if (now < open_until_ || is_probing_) return false;
  state_ = State::half_open;
  is_probing_ = true;
  return true;
}

void Circuit::report(Outcome outcome, net::Clock::time_point now) {
  const std::scoped_lock lock(mutex_);
  if (protocol::counts_as_circuit_failure(outcome)) {
    failed(now);
  } else if (outcome == Outcome::cancelled || outcome == Outcome::rate_limited || outcome == Outcome::unsupported) {
    inconclusive();
  } else {
    succeeded();
  }
  is_probing_ = false;
}

void Circuit::succeeded() {
  state_ = State::closed;
  failures_ = 0;
  open_time_ = options_.open;
}

void Circuit::failed(net::Clock::time_point now) {
  ++failures_;
  if (state_ == State::half_open) open_time_ = std::min(2 * open_time_, options_.open_max);
  if (state_ == State::closed && failures_ < options_.failures) return;
  // A request that was sent before the circuit opened does not postpone the probe.
  if (state_ == State::open) return;
  state_ = State::open;
  open_until_ = now + open_time_;
}

void Circuit::inconclusive() {
  if (state_ == State::half_open) state_ = State::open;
}

void Circuit::response_started() {
  const std::scoped_lock lock(mutex_);
  if (state_ != State::half_open) return;
  state_ = State::closed;
  failures_ = options_.failures - 1;
  is_probing_ = false;
}

Circuit::State Circuit::state() const {
  const std::scoped_lock lock(mutex_);
  return state_;
}

}  // namespace alpharoute::resilience
