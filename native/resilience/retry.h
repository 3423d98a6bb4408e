// The retry loop of chats, embeddings and the remote embedder.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>

#include "net/deadline.h"
#include "protocol/values/outcome.h"
#include "resilience/circuit.h"

namespace alpharoute::resilience {

namespace asio = boost::asio;

struct RetryPolicy {
  unsigned retries = 2;                                   // after the first attempt
  net::Milliseconds backoff{250};                         // before the first retry; doubles, with jitter
  net::Milliseconds max_wait = net::Milliseconds::max();  // gives up instead of waiting longer
  net::Milliseconds wait_cap = net::Milliseconds::max();  // shortens a longer wait
  net::Clock::time_point give_up_at = net::Clock::time_point::max();
  std::function<bool(const protocol::Failure&)> may_retry;
};

// One attempt.
using Attempt = std::function<asio::awaitable<protocol::Failure>()>;

// Waits. Returns false if the client disconnected.
using Sleep = std::function<asio::awaitable<bool>(net::Milliseconds)>;

// Calls `attempt` until it succeeds or the policy ends the attempts, and returns the last outcome. `circuit`, which may
// be null, has admitted the first attempt, and must admit each retry. All arguments outlive the call.
asio::awaitable<protocol::Failure> call_with_retries(const RetryPolicy& policy, Circuit* circuit, const Sleep& sleep,
                                                     const Attempt& attempt);

// Returns the wait before retry 0, 1, ...: `backoff` doubled each time, less up to 40% so that clients do not retry at
// the same time; at least the provider's Retry-After.
net::Milliseconds retry_delay(const protocol::Failure& failure, net::Milliseconds backoff, unsigned retry);

// The failure of a request that the circuit breaker rejected.
protocol::Failure circuit_open_failure();

}  // namespace alpharoute::resilience
