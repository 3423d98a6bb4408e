// std::bit_cast, which the standard library of Emscripten 3.1 lacks.
#pragma once

namespace alpharoute {

template <typename To, typename From>
constexpr To bits_as(const From& from) {
  static_assert(sizeof(To) == sizeof(From));
  return __builtin_bit_cast(To, from);
}

}  // namespace alpharoute
