// What an answer used, and what that costs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace alpharoute::provider {

struct Usage {
  std::uint64_t prompt_tokens = 0;       // all of them
  std::uint64_t cached_tokens = 0;       // of these, read from the provider's cache
  std::uint64_t cache_write_tokens = 0;  // of these, written to it
  std::uint64_t completion_tokens = 0;
  bool is_estimated = false;  // the provider reported none: a token for every four characters
};

// USD per million tokens. Unknown prices make the cost unknown, never 0.
struct Prices {
  std::optional<double> input, output;
  std::optional<double> cached_input;  // the input price where it is not given
  std::optional<double> cache_write;   // likewise
};

// USD.
std::optional<double> cost_of(const Usage& usage, const Prices& prices);

// Tokens of a text of that many bytes, by the rule of thumb; at least 1 for any text.
std::uint64_t estimated_tokens(std::size_t bytes);

// One attempt to get an answer, as the accounts want it. Holds no text of the conversation.
struct UsageRecord {
  std::string request_id;
  std::string key_name;  // of the caller; empty without keys
  std::string model, provider;
  std::string outcome;  // spelling of `outcome_name`
  unsigned attempt = 1;
  bool is_stream = false;
  bool is_embedding = false;  // of texts, or of a prompt to decide by; else a chat
  Usage usage;
  std::optional<double> cost_usd;
  double seconds = 0.0;
  std::optional<double> first_token_seconds;
};

// Where records go. Called on the thread that served the request; must not block.
class UsageSink {
 public:
  virtual ~UsageSink() = default;
  virtual void take(const UsageRecord& record) = 0;
};

}  // namespace alpharoute::provider
