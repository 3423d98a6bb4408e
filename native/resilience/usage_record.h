// The record of one attempt at a provider, for metrics and the log.
#pragma once

#include <optional>
#include <string>

#include "protocol/values/usage.h"

namespace alpharoute::resilience {

// Contains no text of the conversation.
struct UsageRecord {
  std::string request_id;
  std::string key_name;  // the client's; empty without keys
  std::string model, provider;
  std::string outcome;  // outcome_name()
  unsigned attempt = 1;
  bool is_stream = false;
  bool is_embedding = false;  // else a chat
  protocol::Usage usage;
  std::optional<double> cost_usd;
  double seconds = 0.0;
  std::optional<double> first_token_seconds;
};

}  // namespace alpharoute::resilience
