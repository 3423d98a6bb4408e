#include "fit/cluster/row_sums.h"

#include <algorithm>

namespace alpharoute::fit {
namespace {

constexpr std::size_t kMaxParts = 16;

// Parts of the rows with a sum each: few enough that the sums take at most an eighth of the rows' memory.
std::size_t count_parts(std::size_t rows, std::size_t clusters) {
  return std::clamp<std::size_t>(rows / (8 * clusters), 1, kMaxParts);
}

}  // namespace

void sum_rows(Rows rows, const std::vector<std::uint32_t>& labels, std::size_t clusters, base::Workers& workers,
              RowSums& out) {
  const std::size_t d = rows.dimensions, parts = count_parts(rows.count, clusters), size = clusters * d;
  out.sums.assign(parts * size, 0.0f);
  std::vector<std::uint32_t> counts(parts * clusters);
  workers.run(parts, [&](std::size_t part) {
    float* sums = &out.sums[part * size];
    const std::size_t end = (part + 1) * rows.count / parts;
    for (std::size_t r = part * rows.count / parts; r < end; ++r) {
      ++counts[part * clusters + labels[r]];
      const float* row = rows.row(r);
      float* sum = sums + labels[r] * d;
      for (std::size_t l = 0; l < d; ++l) sum[l] += row[l];
    }
  });
  // Adding the parts in a fixed order makes the result independent of the number of threads.
  out.counts.assign(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(clusters));
  for (std::size_t part = 1; part < parts; ++part) {
    for (std::size_t i = 0; i < size; ++i) out.sums[i] += out.sums[part * size + i];
    for (std::size_t j = 0; j < clusters; ++j) out.counts[j] += counts[part * clusters + j];
  }
}

}  // namespace alpharoute::fit
