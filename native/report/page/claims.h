// What the report says first: a sentence, and three numbers.
#pragma once

#include <string>

#include "report/facts/facts.h"

namespace alpharoute::evaluate::view {

// The strongest claim that the numbers bear, as plain text.
std::string headline(const Facts& facts);

// Which rows, data sets and models, as plain text.
std::string scope_of(const Facts& facts);

// Accuracy gained, cost saved at the best single model's accuracy, and at 90 % of it, as HTML; empty without claims.
std::string claim_tiles(const Facts& facts);

}  // namespace alpharoute::evaluate::view
