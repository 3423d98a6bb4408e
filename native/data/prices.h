// A price list: the prices, names, limits and capabilities of models.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "alpharoute/artifact.h"
#include "alpharoute/status.h"

namespace alpharoute::data {

// Assumed completion tokens of a chat answer of unknown length.
inline constexpr std::uint32_t kTypicalAnswerTokens = 256;

// By model id. Both prices are always set.
using Prices = std::map<std::string, ModelInfo>;

// Reads {"model": {"input_price": USD per million tokens, "output_price": .., "name": .., "context_length": ..,
// "capabilities": [..]}, ...}; the prices are required. Error::bad_data names the invalid entry.
Result<Prices> read_prices(const std::string& path);

// Estimates the tokens of a text: one per four characters, at least one.
double estimated_tokens(const std::string& text);

// Returns the USD for one answer.
double price_of(const ModelInfo& model, double prompt_tokens, double completion_tokens);

}  // namespace alpharoute::data
