#include "resilience/retry.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "net/sleep.h"

namespace alpharoute::server {

using provider::Outcome;

provider::Failure circuit_open_failure() {
  return {Outcome::unavailable, 0, "The provider failed too often lately and is not asked at the moment."};
}

void report_to_circuit(provider::Circuit& circuit, Outcome outcome) {
  if (provider::counts_as_circuit_failure(outcome)) {
    circuit.failed(net::Clock::now());
  } else if (outcome == Outcome::cancelled || outcome == Outcome::rate_limited || outcome == Outcome::unsupported) {
    circuit.forget();
  } else {
    circuit.succeeded();
  }
}

Milliseconds retry_delay(const provider::Failure& failure, Milliseconds base, unsigned retry) {
  thread_local std::mt19937 random{std::random_device{}()};
  std::uniform_real_distribution<double> share(0.6, 1.0);
  const Milliseconds jittered(std::llround(static_cast<double>(base.count()) * std::exp2(retry) * share(random)));
  return std::max(jittered, failure.retry_after.value_or(Milliseconds(0)));
}

asio::awaitable<bool> pause(Exchange& exchange, Milliseconds time) {
  const asio::any_io_executor executor = exchange.worker.loop.get_executor();
  co_return co_await net::sleep_for(executor, time, exchange.cancellation);
}

}  // namespace alpharoute::server
