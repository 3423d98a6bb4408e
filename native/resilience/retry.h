// What attempts at providers have in common: what they tell the circuit, and the wait before the next one.
#pragma once

#include "resilience/circuit.h"
#include "protocol/values/outcome.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

// The failure of an attempt that the circuit did not admit.
provider::Failure circuit_open_failure();

// Tells the circuit that admitted an attempt what became of it.
void report_to_circuit(provider::Circuit& circuit, provider::Outcome outcome);

// Before retry 0, 1, ...: doubles from `base` on, somewhat shorter at random, so that callers do not come back
// together; but at least as long as the provider asked for.
Milliseconds retry_delay(const provider::Failure& failure, Milliseconds base, unsigned retry);

// Waits. False if the caller has gone meanwhile.
asio::awaitable<bool> pause(Exchange& exchange, Milliseconds time);

}  // namespace alpharoute::server
