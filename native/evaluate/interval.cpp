#include "evaluate/interval.h"

#include <cmath>

#include "evaluate/mean.h"

namespace alpharoute::evaluate {
namespace {

// The 0.975 quantile of Student's t by degrees of freedom, from 1.
constexpr double kQuantiles[] = {12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
                                 2.2010,  2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
                                 2.0796,  2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423};

// Beyond the table by the first terms of its expansion around the normal's quantile (Fisher), right to 1e-4.
double quantile(std::size_t freedom) {
  if (freedom <= std::size(kQuantiles)) return kQuantiles[freedom - 1];
  constexpr double z = 1.959964;
  const double n = static_cast<double>(freedom);
  return z + (z * z * z + z) / (4.0 * n) + (5.0 * std::pow(z, 5) + 16.0 * z * z * z + 3.0 * z) / (96.0 * n * n);
}

}  // namespace

Interval t_interval(std::span<const double> values) {
  Mean mean;
  for (const double value : values) mean.add(value);
  Interval interval{mean.value(), kUnknown, kUnknown, mean.count()};
  if (mean.count() < 2) return interval;
  double squares = 0.0;
  for (const double value : values) {
    if (!std::isnan(value)) squares += (value - interval.mean) * (value - interval.mean);
  }
  const double n = static_cast<double>(interval.count);
  const double reach = quantile(interval.count - 1) * std::sqrt(squares / (n - 1.0) / n);
  interval.low = interval.mean - reach;
  interval.high = interval.mean + reach;
  return interval;
}

}  // namespace alpharoute::evaluate
