// Conversion between IEEE 754 half and single precision.
#pragma once

#include <cstdint>

namespace alpharoute {

float half_to_float(std::uint16_t half);

// Rounds to nearest, ties to even; 65,520 and more becomes infinity. NaN stays NaN.
std::uint16_t float_to_half(float value);

}  // namespace alpharoute
