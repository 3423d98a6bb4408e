// Fixed chunks of rows, so that results do not depend on how the chunks are shared among threads.
#pragma once

#include <algorithm>
#include <cstddef>

namespace alpharoute::fit {

inline constexpr std::size_t kChunkRows = 256;  // 512 KiB of rows with 512 floats, which fits a core's cache

struct Chunk {
  std::size_t begin, end;
  std::size_t size() const { return end - begin; }
};

inline std::size_t count_chunks(std::size_t rows) { return (rows + kChunkRows - 1) / kChunkRows; }

inline Chunk chunk_at(std::size_t i, std::size_t rows) {
  return {i * kChunkRows, std::min((i + 1) * kChunkRows, rows)};
}

}  // namespace alpharoute::fit
