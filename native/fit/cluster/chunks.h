// Fixed pieces of the rows, so that results don't depend on which thread does which.
#pragma once

#include <algorithm>
#include <cstddef>

namespace alpharoute::fit {

inline constexpr std::size_t kChunkRows = 256;  // of 512 floats: half a megabyte, which a core's cache holds

struct Chunk {
  std::size_t begin, end;
  std::size_t size() const { return end - begin; }
};

inline std::size_t count_chunks(std::size_t rows) { return (rows + kChunkRows - 1) / kChunkRows; }

inline Chunk chunk_at(std::size_t i, std::size_t rows) {
  return {i * kChunkRows, std::min((i + 1) * kChunkRows, rows)};
}

}  // namespace alpharoute::fit
