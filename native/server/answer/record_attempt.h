// Records the attempts of a client's request in the metrics and the log.
#pragma once

#include "resilience/context.h"
#include "server/http/exchange.h"

namespace alpharoute::server {

// Adds the request, the key and the provider's name to each record. Never records the conversation's text.
class AttemptRecorder : public resilience::AttemptObserver {
 public:
  explicit AttemptRecorder(Exchange& exchange) : exchange_(exchange) {}

  void record(const provider::Model& model, const protocol::Failure& failure, resilience::UsageRecord record) override;
  void exception() override;

 private:
  Exchange& exchange_;
};

}  // namespace alpharoute::server
