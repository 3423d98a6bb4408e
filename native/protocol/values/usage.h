// The tokens that an answer used, and their cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace alpharoute::protocol {

struct Usage {
  std::uint64_t prompt_tokens = 0;       // all of them, cached ones included
  std::uint64_t cached_tokens = 0;       // prompt tokens read from the provider's cache
  std::uint64_t cache_write_tokens = 0;  // prompt tokens written to the provider's cache
  std::uint64_t completion_tokens = 0;
  bool is_estimated = false;  // the provider reported no usage; counted as one token per four bytes

  bool is_empty() const { return prompt_tokens == 0 && completion_tokens == 0; }
};

// USD per million tokens. An unknown price makes the cost unknown, never 0.
struct Prices {
  std::optional<double> input, output;
  std::optional<double> cached_input;  // default: the input price
  std::optional<double> cache_write;   // default: the input price
};

// Returns the cost in USD, or nothing if a price is unknown.
std::optional<double> cost_of(const Usage& usage, const Prices& prices);

// Estimates the tokens of a text: one per four bytes, at least 1 unless it is empty.
std::uint64_t estimated_tokens(std::size_t bytes);

}  // namespace alpharoute::protocol
