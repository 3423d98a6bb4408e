// The circuit breakers of all providers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "provider/provider.h"
#include "resilience/circuit.h"

namespace alpharoute::resilience {

// One circuit per provider. Thread-safe once made.
class Circuits {
 public:
  struct Entry {
    std::string provider;  // name
    std::string address;
    std::shared_ptr<Circuit> circuit;
  };

  Circuits() = default;

  // Makes a circuit per provider, in their order. Keeps a circuit of `previous`, which may be null, if the provider's
  // name and address and the options are the same.
  Circuits(const std::vector<provider::ProviderOptions>& providers, const CircuitOptions& options,
           const Circuits* previous);

  // The circuit for calls to `model`.
  Circuit& of(const provider::Model& model) const { return *entries_[model.provider].circuit; }

  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

}  // namespace alpharoute::resilience
