// A decision as the list of numbers that abi.h promises.
#pragma once

#include <vector>

#include "alpharoute/router.h"

namespace alpharoute {

// Refills `cells`; does not allocate once it has grown.
void lay_out(const Decision& decision, std::vector<double>& cells);

}  // namespace alpharoute
