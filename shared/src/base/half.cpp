// Half precision: 1 bit sign, 5 bits exponent (bias 15), 10 bits fraction.
#include "alpharoute/half.h"

#include "base/bits.h"

namespace alpharoute {

float half_to_float(std::uint16_t half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000) << 16;
  const std::uint32_t exponent = half >> 10 & 31;
  const std::uint32_t fraction = half & 1023;
  if (exponent == 0) {  // zero or subnormal: fraction * 2^-24, exact in single precision
    const float magnitude = static_cast<float>(fraction) * 0x1p-24f;
    return bits_as<float>(sign | bits_as<std::uint32_t>(magnitude));
  }
  const std::uint32_t widened = exponent == 31 ? 255 : exponent + 112;
  return bits_as<float>(sign | widened << 23 | fraction << 13);
}

std::uint16_t float_to_half(float value) {
  const auto bits = bits_as<std::uint32_t>(value);
  const std::uint32_t sign = bits >> 16 & 0x8000;
  const std::uint32_t magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return static_cast<std::uint16_t>(sign | 0x7e00);   // NaN
  if (magnitude >= 0x477ff000) return static_cast<std::uint16_t>(sign | 0x7c00);  // 65520 and more rounds to infinity
  if (magnitude < 0x38800000) {                                                   // below 2^-14: subnormal or zero
    // Adding 0.5 aligns the last kept bit, 2^-24, with the sum's, which is rounded to nearest even.
    const float sum = bits_as<float>(magnitude) + 0.5f;
    return static_cast<std::uint16_t>(sign | (bits_as<std::uint32_t>(sum) - 0x3f000000));
  }
  const std::uint32_t odd = magnitude >> 13 & 1;  // ties go to the even neighbour
  return static_cast<std::uint16_t>(sign | ((magnitude - 0x38000000 + 0xfff + odd) >> 13));
}

}  // namespace alpharoute
