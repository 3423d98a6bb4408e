// Where an attempt at a provider is written down: metrics, log, and whoever keeps usage.
#pragma once

#include "protocol/values/outcome.h"
#include "provider/provider.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

// Completes the record, which has its attempt, times and usage, by who asked whom, how it ended and what it cost; then
// hands it to all that count. Never the conversation's text.
void record_attempt(Exchange& exchange, const provider::Model& model, const provider::Failure& failure,
                  provider::UsageRecord& record);

}  // namespace alpharoute::server
