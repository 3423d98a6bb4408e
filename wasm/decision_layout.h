// A decision as the list of numbers that abi.h documents.
#pragma once

#include <vector>

#include "alpharoute/router.h"

namespace alpharoute {

// Refills `cells`.
void lay_out(const Decision& decision, std::vector<double>& cells);

}  // namespace alpharoute
