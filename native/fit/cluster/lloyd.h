// One run of k-means from given centres.
#pragma once

#include <functional>
#include <vector>

#include "base/workers.h"
#include "fit/cluster/kmeans.h"

namespace alpharoute::fit {

struct Run {
  std::vector<float> centres;         // [k, d]
  std::vector<std::uint32_t> labels;  // [n] nearest centre, as far as single precision tells
  double inertia = 0.0;               // by the same measure; good for comparing runs
  std::uint32_t iterations = 0;
};

// Iterates until the centres' squared shift is at most `least_shift`, no label changes, or max_iterations are done.
// `progress` hears the share of max_iterations done.
Run run_lloyd(Rows rows, const std::vector<float>& squares, std::vector<float> centres, double least_shift,
              std::uint32_t max_iterations, base::Workers& workers, const std::function<void(double)>& progress);

}  // namespace alpharoute::fit
