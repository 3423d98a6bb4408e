// The sum of each cluster's rows.
#pragma once

#include <cstdint>
#include <vector>

#include "base/workers.h"
#include "fit/cluster/rows.h"

namespace alpharoute::fit {

struct RowSums {
  std::vector<float> sums;            // [k, d] comes first; scratch follows
  std::vector<std::uint32_t> counts;  // [k] rows
};

// Sums the rows of each of the `clusters` labels into `out`, whose memory is reused. The result does not depend on the
// number of threads.
void sum_rows(Rows rows, const std::vector<std::uint32_t>& labels, std::size_t clusters, base::Workers& workers,
              RowSums& out);

}  // namespace alpharoute::fit
