#include "protocol/values/usage.h"

#include <algorithm>

namespace alpharoute::protocol {

std::optional<double> cost_of(const Usage& usage, const Prices& prices) {
  if (!prices.input || !prices.output) return std::nullopt;
  const std::uint64_t cached = std::min(usage.cached_tokens, usage.prompt_tokens);
  const std::uint64_t written = std::min(usage.cache_write_tokens, usage.prompt_tokens - cached);
  const std::uint64_t fresh = usage.prompt_tokens - cached - written;
  const double micro = static_cast<double>(fresh) * *prices.input +
                       static_cast<double>(cached) * prices.cached_input.value_or(*prices.input) +
                       static_cast<double>(written) * prices.cache_write.value_or(*prices.input) +
                       static_cast<double>(usage.completion_tokens) * *prices.output;
  return micro / 1e6;
}

std::uint64_t estimated_tokens(std::size_t bytes) { return bytes == 0 ? 0 : std::max<std::size_t>(1, bytes / 4); }

}  // namespace alpharoute::protocol
