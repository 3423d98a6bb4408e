// What the gateway counts, for Prometheus.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "resilience/circuit.h"
#include "protocol/values/usage.h"

namespace alpharoute::server {

// Thread-safe. Labels are names from the configuration and fixed words: never a caller's text.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  void request(std::string_view route, unsigned status, double seconds);
  void decision(double seconds, double novelty, bool is_novel);
  void attempt(const provider::UsageRecord& record);
  void circuit(const std::string& provider, provider::Circuit::State state);
  void connections(int change);

  // Prometheus' text format.
  std::string text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace alpharoute::server
