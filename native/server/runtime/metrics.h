// The gateway's metrics, in Prometheus' text format.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "resilience/circuit.h"
#include "resilience/usage_record.h"

namespace alpharoute::server {

// Thread-safe. Labels are names from the configuration and constants, never text of a client.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  void request(std::string_view route, unsigned status, double seconds);
  void decision(double seconds, double novelty, bool is_novel);
  void attempt(const resilience::UsageRecord& record);
  void circuit(const std::string& provider, resilience::Circuit::State state);
  void connections(int change);

  std::string text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace alpharoute::server
