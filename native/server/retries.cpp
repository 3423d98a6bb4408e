#include "server/retries.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "net/sleep.h"

namespace alpharoute::server {

using provider::Outcome;

provider::Failure circuit_is_open() {
  return {Outcome::unavailable, 0, "The provider failed too often lately and is not asked at the moment."};
}

void settle(provider::Circuit& circuit, Outcome outcome) {
  if (provider::is_ill(outcome)) {
    circuit.failed(net::Clock::now());
  } else if (outcome == Outcome::cancelled || outcome == Outcome::rate_limited || outcome == Outcome::untranslatable) {
    circuit.forget();
  } else {
    circuit.succeeded();
  }
}

Milliseconds wait_of(const provider::Failure& failure, Milliseconds base, unsigned retry) {
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
