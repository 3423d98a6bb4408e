#include "alpharoute/scoring.h"

namespace alpharoute {

void posterior_lines(const Posterior& posterior, std::span<const Expectation> expectations, std::span<Line> lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i] = {posterior.accuracy_scale.of(expectations[i].accuracy),
                1.0 - posterior.cost_scale.of(expectations[i].cost_usd)};
  }
}

}  // namespace alpharoute
