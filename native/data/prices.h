// A price list: what models cost, and what else is known of them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "alpharoute/artifact.h"
#include "alpharoute/status.h"

namespace alpharoute::data {

// Completion tokens of a typical chat answer, where nothing better is known.
inline constexpr std::uint32_t kTypicalAnswerTokens = 256;

// By model id. Both prices are always there.
using Prices = std::map<std::string, ModelInfo>;

// Reads {"model": {"input_price": USD per million tokens, "output_price": .., "name": .., "context_length": ..,
// "capabilities": [..]}, ...}; the first two are required. Error::bad_data says which entry is wrong.
Result<Prices> read_prices(const std::string& path);

// Tokens of a text by the rule of thumb of four characters each, at least one.
double estimated_tokens(const std::string& text);

// USD for one answer.
double price_of(const ModelInfo& model, double prompt_tokens, double completion_tokens);

}  // namespace alpharoute::data
