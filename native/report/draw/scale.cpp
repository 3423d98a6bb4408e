#include "report/draw/scale.h"

#include <cmath>

namespace alpharoute::report {
namespace {

double round_step(double rough) {
  const double unit = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (rough <= factor * unit * 1.0001) return factor * unit;
  }
  return 10.0 * unit;
}

std::vector<double> log_ticks(double low, double high, const std::vector<double>& factors) {
  std::vector<double> ticks;
  for (double power = std::floor(std::log10(low)); power <= std::ceil(std::log10(high)); ++power) {
    for (const double factor : factors) {
      const double value = factor * std::pow(10.0, power);
      if (value >= low && value <= high) ticks.push_back(value);
    }
  }
  return ticks;
}

}  // namespace

double Scale::operator()(double value) const {
  const double share = logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
  return from + share * (to - from);
}

Scale linear_scale(double low, double high, double from, double to, int want) {
  if (!(high > low)) {  // a single value: extend the range on both sides
    const double room = low == 0.0 ? 1.0 : std::fabs(low) * 0.1;
    low -= room;
    high += room;
  }
  const double step = round_step((high - low) / want);
  const double first = std::floor(low / step + 1e-9), last = std::ceil(high / step - 1e-9);
  Scale scale{first * step, last * step, from, to, false, {}};
  for (double i = first; i <= last; ++i) scale.ticks.push_back(i * step);
  return scale;
}

Scale log_scale(double low, double high, double from, double to, int want) {
  const double room = std::pow(std::fmax(high / low, 2.0), 0.08);
  Scale scale{low / room, high * room, from, to, true, {}};
  for (const std::vector<double>& factors : {std::vector<double>{1, 2, 5}, {1, 3}, {1}}) {
    scale.ticks = log_ticks(scale.low, scale.high, factors);
    if (scale.ticks.size() <= static_cast<std::size_t>(want) + 1) break;
  }
  return scale;
}

}  // namespace alpharoute::report
