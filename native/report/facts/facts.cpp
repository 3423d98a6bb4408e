#include "report/facts/facts.h"

#include <cmath>

namespace alpharoute::report {

std::optional<std::size_t> Facts::best_single() const {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < singles.size(); ++i) {
    if (std::isnan(singles[i].accuracy)) continue;
    const bool better = !best || singles[i].accuracy > singles[*best].accuracy ||
                        (singles[i].accuracy == singles[*best].accuracy && singles[i].cost < singles[*best].cost);
    if (better) best = i;
  }
  return best;
}

}  // namespace alpharoute::report
