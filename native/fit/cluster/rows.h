// A matrix of rows that someone else owns.
#pragma once

#include <cstddef>

namespace alpharoute::fit {

// `count` rows of `dimensions` values, row-major. The values must outlive the view.
struct Rows {
  const float* values;
  std::size_t count, dimensions;

  const float* row(std::size_t i) const { return values + i * dimensions; }
};

}  // namespace alpharoute::fit
