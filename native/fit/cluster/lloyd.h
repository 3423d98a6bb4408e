// One run of k-means from given centres.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/workers.h"
#include "fit/cluster/rows.h"

namespace alpharoute::fit {

struct Run {
  std::vector<float> centres;         // [k, d]
  std::vector<std::uint32_t> labels;  // [n] nearest centre, in single precision
  double inertia = 0.0;               // in single precision; only for comparing runs
  std::uint32_t iterations = 0;
};

// Iterates until the centres' squared shift is at most `min_shift`, no label changes, or `max_iterations` are done.
// `squares` [n] are the rows' squared lengths. `progress` receives iterations / max_iterations.
Run run_lloyd(Rows rows, const std::vector<float>& squares, std::vector<float> centres, double min_shift,
              std::uint32_t max_iterations, base::Workers& workers, const std::function<void(double)>& progress);

}  // namespace alpharoute::fit
