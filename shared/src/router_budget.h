// Finds the alpha for a budget.
#pragma once

#include "alpharoute/plan.h"

namespace alpharoute {

// As Router::solve, for a selection.
Result<OperatingPoint> solve_budget(const Artifact& artifact, const Budget& budget, const Selection& selection);

}  // namespace alpharoute
