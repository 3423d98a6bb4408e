#include "resilience/circuit.h"

#include <algorithm>

namespace alpharoute::provider {

bool Circuit::admit(net::Clock::time_point now) {
  const std::scoped_lock lock(mutex_);
  if (state_ == State::closed) return true;
  if (now < open_until_ || is_probing_) return false;
  state_ = State::half_open;
  is_probing_ = true;
  return true;
}

void Circuit::succeeded() {
  const std::scoped_lock lock(mutex_);
  state_ = State::closed;
  failures_ = 0;
  pause_ = options_.open;
  is_probing_ = false;
}

void Circuit::answers() {
  const std::scoped_lock lock(mutex_);
  if (state_ != State::half_open) return;
  state_ = State::closed;
  failures_ = options_.failures - 1;
  is_probing_ = false;
}

void Circuit::failed(net::Clock::time_point now) {
  const std::scoped_lock lock(mutex_);
  ++failures_;
  if (state_ == State::half_open) pause_ = std::min(2 * pause_, options_.open_max);
  is_probing_ = false;
  if (state_ == State::closed && failures_ < options_.failures) return;
  // A request that was under way when the circuit opened does not put off the probe.
  if (state_ == State::open) return;
  state_ = State::open;
  open_until_ = now + pause_;
}

void Circuit::forget() {
  const std::scoped_lock lock(mutex_);
  if (state_ == State::half_open) state_ = State::open;
  is_probing_ = false;
}

Circuit::State Circuit::state() const {
  const std::scoped_lock lock(mutex_);
  return state_;
}

}  // namespace alpharoute::provider
