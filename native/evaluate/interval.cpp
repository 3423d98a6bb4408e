#include "evaluate/interval.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "evaluate/mean.h"

namespace alpharoute::evaluate {

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
  const double t = boost::math::quantile(boost::math::students_t(n - 1.0), 0.975);
  const double half_width = t * std::sqrt(squares / (n - 1.0) / n);
  interval.low = interval.mean - half_width;
  interval.high = interval.mean + half_width;
  return interval;
}

}  // namespace alpharoute::evaluate
