#include "alpharoute/exponential.h"

#include <array>
#include <cstdint>
#include <limits>

#include "base/bits.h"

namespace alpharoute {
namespace {

// log(2) in two parts: the high part is short enough for an exact product with a small integer.
constexpr double kLog2High = 6.93147180369123816490e-01;
constexpr double kLog2Low = 1.90821492927058770002e-10;
constexpr double kInverseLog2 = 1.44269504088896338700e+00;

double power_of_two(int exponent) { return bits_as<double>(static_cast<std::uint64_t>(exponent + 1023) << 52); }

constexpr int kTerms = 14;

// 1 / n!, each rounded once. Precomputed, because 13 divisions took most of the time.
constexpr std::array<double, kTerms> kCoefficients = [] {
  std::array<double, kTerms> out{};
  double factorial = 1.0;
  for (int n = 0; n < kTerms; ++n) {
    if (n > 0) factorial *= n;
    out[static_cast<std::size_t>(n)] = 1.0 / factorial;
  }
  return out;
}();

// Returns e^r for |r| <= log(2)/2 by the Taylor series; the first omitted term, r^14/14!, is below 2^-57.
double series(double r) {
  double sum = kCoefficients.back();
  for (std::size_t n = kTerms - 1; n-- > 0;) sum = sum * r + kCoefficients[n];
  return sum;
}

}  // namespace

double exponential(double x) {
  if (x != x) return x;
  if (x < -700.0) return 0.0;
  if (x > 700.0) return std::numeric_limits<double>::infinity();
  // e^x = 2^n * e^r with n the integer nearest to x/log(2).
  const double scaled = x * kInverseLog2;
  const int n = static_cast<int>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  const double r = (x - n * kLog2High) - n * kLog2Low;
  return series(r) * power_of_two(n);
}

}  // namespace alpharoute
