// IEEE 754 half precision to single and back.
#pragma once

#include <cstdint>

namespace alpharoute {

float half_to_float(std::uint16_t half);

// To nearest, ties to even; 65,520 and more becomes infinity. NaN stays NaN.
std::uint16_t float_to_half(float value);

}  // namespace alpharoute
