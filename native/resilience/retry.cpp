#include "resilience/retry.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace alpharoute::resilience {

using net::Clock;
using net::Milliseconds;
using protocol::Failure;

asio::awaitable<Failure> call_with_retries(const RetryPolicy& policy, Circuit* circuit, const Sleep& sleep,
                                           const Attempt& attempt) {
  for (unsigned retry = 0;; ++retry) {
    auto call = attempt();
    Failure failure = co_await std::move(call);
    if (!failure.is_failure() || !policy.may_retry(failure) || retry >= policy.retries) co_return failure;
    const Milliseconds delay = std::min(retry_delay(failure, policy.backoff, retry), policy.wait_cap);
    if (delay > policy.max_wait || delay > policy.give_up_at - Clock::now()) co_return failure;
    auto wait = sleep(delay);
    if (!co_await std::move(wait)) co_return protocol::cancelled_failure();
    if (circuit != nullptr && !circuit->admit(Clock::now())) co_return failure;
  }
}

Milliseconds retry_delay(const Failure& failure, Milliseconds backoff, unsigned retry) {
  thread_local std::mt19937 random{std::random_device{}()};
  std::uniform_real_distribution<double> share(0.6, 1.0);
  const Milliseconds jittered(std::llround(static_cast<double>(backoff.count()) * std::exp2(retry) * share(random)));
  return std::max(jittered, failure.retry_after.value_or(Milliseconds(0)));
}

Failure circuit_open_failure() {
  return {protocol::Outcome::unavailable, 0, "The provider's circuit breaker is open after repeated failures."};
}

}  // namespace alpharoute::resilience
