// Progress of an experiment.
#pragma once

#include <functional>

namespace alpharoute::experiment {

// Called on the calling thread with the completed share of the work: 0 to 1, never decreasing, 1 at the end.
using Progress = std::function<void(double)>;

}  // namespace alpharoute::experiment
