// Circuit breakers.
#include <catch2/catch.hpp>

#include "resilience/circuits.h"

using namespace alpharoute;
using namespace std::chrono_literals;
using protocol::Outcome;
using resilience::Circuit;
using resilience::Circuits;

TEST_CASE("requests pass once the response to a probe has started, until it fails") {
  using State = Circuit::State;
  Circuit circuit({3, 1000ms, 3000ms});
  net::Clock::time_point now{};
  for (int i = 0; i < 3; ++i) circuit.report(Outcome::unavailable, now);
  now += 1000ms;
  REQUIRE(circuit.admit(now));
  REQUIRE_FALSE(circuit.admit(now));
  circuit.response_started();
  REQUIRE(circuit.admit(now));
  circuit.report(Outcome::unavailable, now);
  REQUIRE(circuit.state() == State::open);
}

TEST_CASE("a circuit opens after consecutive failures and closes after one successful probe") {
  Circuit circuit({3, 1000ms, 3000ms});
  net::Clock::time_point now{};
  const auto fail = [&] {
    REQUIRE(circuit.admit(now));
    circuit.report(Outcome::unavailable, now);
  };
  fail();
  fail();
  REQUIRE(circuit.admit(now));
  circuit.report(Outcome::answered, now);
  for (int i = 0; i < 3; ++i) fail();
  REQUIRE(circuit.state() == Circuit::State::open);
  REQUIRE_FALSE(circuit.admit(now + 999ms));
  now += 1000ms;
  REQUIRE(circuit.admit(now));
  REQUIRE_FALSE(circuit.admit(now));  // one probe at a time
  circuit.report(Outcome::unavailable, now);
  REQUIRE_FALSE(circuit.admit(now + 1999ms));  // twice as long
  now += 2000ms;
  REQUIRE(circuit.admit(now));
  circuit.report(Outcome::rate_limited, now);  // inconclusive: another probe may pass
  REQUIRE(circuit.admit(now));
  circuit.report(Outcome::answered, now);
  REQUIRE(circuit.state() == Circuit::State::closed);
}

TEST_CASE("a reload keeps the circuits of unchanged providers") {
  std::vector<provider::ProviderOptions> providers(2);
  providers[0].name = "a";
  providers[1].name = "b";
  const resilience::CircuitOptions options{1, 1000ms, 1000ms};
  const Circuits first(providers, options, nullptr);
  provider::Model model;
  first.of(model).report(Outcome::unavailable, {});
  providers[1].upstream.url.host = "elsewhere";
  const Circuits second(providers, options, &first);
  REQUIRE(second.of(model).state() == Circuit::State::open);
  REQUIRE(second.entries()[1].circuit != first.entries()[1].circuit);
  const Circuits third(providers, {2, 1000ms, 1000ms}, &second);
  REQUIRE(third.of(model).state() == Circuit::State::closed);
}
