// The dependencies of the calls for one client request.
#pragma once

#include <memory>
#include <vector>

#include "net/cancellation.h"
#include "net/deadline.h"
#include "provider/provider.h"
#include "resilience/circuits.h"
#include "resilience/options.h"
#include "resilience/retry.h"
#include "resilience/usage_record.h"

namespace alpharoute::resilience {

// Receives each attempt when it ends.
class AttemptObserver {
 public:
  virtual ~AttemptObserver() = default;

  // `record` lacks the request, the key and the provider's name.
  virtual void record(const provider::Model& model, const protocol::Failure& failure, UsageRecord record) = 0;

  // An attempt threw an exception, which is a defect of the gateway.
  virtual void exception() = 0;
};

// All references outlive the calls.
struct Context {
  const std::vector<std::unique_ptr<provider::Provider>>& providers;  // by Model::provider
  const Circuits& circuits;
  const Options& options;
  net::Deadlines& deadlines;
  net::Cancellation& cancellation;  // requested when the client disconnects
  Sleep sleep;
  AttemptObserver& observer;
};

}  // namespace alpharoute::resilience
