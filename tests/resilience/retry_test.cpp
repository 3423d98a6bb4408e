// The retry loop.
#include "resilience/retry.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>

using namespace alpharoute;
using namespace std::chrono_literals;
using protocol::Failure;
using protocol::Outcome;
using resilience::RetryPolicy;

namespace {

// Runs the loop with attempts that end as `outcomes` say, and without real waits.
struct Run {
  std::vector<Failure> outcomes;
  RetryPolicy policy;
  bool is_connected = true;
  std::size_t attempts = 0;
  std::vector<net::Milliseconds> waits;

  Run(std::vector<Failure> o) : outcomes(std::move(o)) {
    policy.backoff = 100ms;
    policy.may_retry = [](const Failure& failure) { return protocol::may_retry(failure.outcome); };
  }

  Outcome run(resilience::Circuit* circuit = nullptr) {
    const resilience::Attempt attempt = [this]() -> resilience::asio::awaitable<Failure> {
      co_return outcomes.at(attempts++);
    };
    const resilience::Sleep sleep = [this](net::Milliseconds time) -> resilience::asio::awaitable<bool> {
      waits.push_back(time);
      co_return is_connected;
    };
    Outcome last = Outcome::answered;
    boost::asio::io_context loop;
    const auto work = [&]() -> resilience::asio::awaitable<void> {
      const Failure failure = co_await resilience::call_with_retries(policy, circuit, sleep, attempt);
      last = failure.outcome;
    };
    boost::asio::co_spawn(loop, work, boost::asio::detached);
    loop.run();
    return last;
  }
};

Failure failed(Outcome outcome, std::optional<std::chrono::milliseconds> retry_after = std::nullopt) {
  Failure failure;
  failure.outcome = outcome;
  failure.retry_after = retry_after;
  return failure;
}

}  // namespace

TEST_CASE("an attempt is retried until it succeeds, with growing waits") {
  Run run({failed(Outcome::unavailable), failed(Outcome::unavailable), {}});
  REQUIRE(run.run() == Outcome::answered);
  REQUIRE(run.attempts == 3);
  REQUIRE((run.waits[0] >= 60ms && run.waits[0] <= 100ms));
  REQUIRE((run.waits[1] >= 120ms && run.waits[1] <= 200ms));
}

TEST_CASE("the last failure is returned after the last retry") {
  Run run({failed(Outcome::unavailable), failed(Outcome::rate_limited), failed(Outcome::unreachable)});
  REQUIRE(run.run() == Outcome::unreachable);
  REQUIRE(run.attempts == 3);
}

TEST_CASE("a failure that a retry cannot fix is not retried") {
  Run run({failed(Outcome::invalid_request)});
  REQUIRE(run.run() == Outcome::invalid_request);
}

TEST_CASE("a Retry-After above the limit ends the attempts, and a cap shortens it") {
  Run limited({failed(Outcome::rate_limited, 9000ms)});
  limited.policy.max_wait = 1000ms;
  REQUIRE(limited.run() == Outcome::rate_limited);
  REQUIRE(limited.waits.empty());
  Run capped({failed(Outcome::rate_limited, 9000ms), {}});
  capped.policy.wait_cap = 1000ms;
  REQUIRE(capped.run() == Outcome::answered);
  REQUIRE(capped.waits == std::vector<net::Milliseconds>{1000ms});
}

TEST_CASE("a wait that would end too late is not begun") {
  Run run({failed(Outcome::rate_limited, 9000ms)});
  run.policy.give_up_at = net::Clock::now() + 5000ms;
  REQUIRE(run.run() == Outcome::rate_limited);
}

TEST_CASE("a client that disconnects during a wait ends the attempts") {
  Run run({failed(Outcome::unavailable)});
  run.is_connected = false;
  REQUIRE(run.run() == Outcome::cancelled);
}

TEST_CASE("an open circuit ends the attempts") {
  resilience::Circuit circuit({1, 60000ms, 60000ms});
  circuit.report(Outcome::unavailable, net::Clock::now());
  Run run({failed(Outcome::unavailable)});
  REQUIRE(run.run(&circuit) == Outcome::unavailable);
  REQUIRE(run.attempts == 1);
}
