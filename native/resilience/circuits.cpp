#include "resilience/circuits.h"

#include <algorithm>

namespace alpharoute::resilience {
namespace {

std::shared_ptr<Circuit> find_circuit(const Circuits& circuits, const Circuits::Entry& entry,
                                      const CircuitOptions& options) {
  const auto found = std::find_if(circuits.entries().begin(), circuits.entries().end(), [&](const auto& other) {
    return other.provider == entry.provider && other.address == entry.address;
  });
  if (found == circuits.entries().end() || found->circuit->options() != options) return nullptr;
  return found->circuit;
}

}  // namespace

Circuits::Circuits(const std::vector<provider::ProviderOptions>& providers, const CircuitOptions& options,
                   const Circuits* previous) {
  for (const provider::ProviderOptions& provider : providers) {
    const net::Url& url = provider.upstream.url;
    Entry entry{provider.name, url.authority() + url.path, nullptr};
    if (previous != nullptr) entry.circuit = find_circuit(*previous, entry, options);
    if (!entry.circuit) entry.circuit = std::make_shared<Circuit>(options);
    entries_.push_back(std::move(entry));
  }
}

}  // namespace alpharoute::resilience
