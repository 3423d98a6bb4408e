// Ends a fuzz target on a broken claim, which libFuzzer reports with the input.
#pragma once

#include <cstdlib>

inline void require(bool holds) {
  if (!holds) std::abort();
}
