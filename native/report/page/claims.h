// The top of the report: the headline, the scope and three claims.
#pragma once

#include <string>

#include "report/facts/facts.h"

namespace alpharoute::report {

// Returns the strongest claim that the numbers support, as plain text. Gains below 0.5 % do not count.
std::string headline(const Facts& facts);

// Returns the number of rows, data sets and models, as plain text.
std::string scope_of(const Facts& facts);

// Returns three tiles as HTML: accuracy gained, cost saved at the best single model's accuracy, and at 90 % of it.
// Empty without claims.
std::string claim_tiles(const Facts& facts);

}  // namespace alpharoute::report
