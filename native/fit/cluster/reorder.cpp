#include "fit/cluster/reorder.h"

#include <algorithm>

namespace alpharoute::fit {

void gather_rows(std::vector<float>& values, std::size_t d, const std::vector<std::size_t>& order) {
  const auto row = [&](std::size_t i) { return values.begin() + static_cast<std::ptrdiff_t>(i * d); };
  const auto size = static_cast<std::ptrdiff_t>(d);
  std::vector<bool> moved(order.size());
  std::vector<float> first(d);
  for (std::size_t start = 0; start < order.size(); ++start) {
    if (moved[start]) continue;
    std::copy_n(row(start), size, first.begin());
    std::size_t to = start;
    for (; order[to] != start; to = order[to]) {
      std::copy_n(row(order[to]), size, row(to));
      moved[to] = true;
    }
    std::copy_n(first.begin(), size, row(to));
    moved[to] = true;
  }
}

void scatter_rows(std::vector<float>& values, std::size_t d, const std::vector<std::size_t>& order) {
  std::vector<std::size_t> inverse(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) inverse[order[i]] = i;
  gather_rows(values, d, inverse);
}

}  // namespace alpharoute::fit
