// Embeddings of a data set's rows: computed from its queries, or read from a file.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "alpharoute/artifact.h"
#include "alpharoute/embedder.h"
#include "alpharoute/status.h"

namespace alpharoute::embed {

inline constexpr std::uint32_t kMaxDimensions = 1u << 16;  // as in an artifact

// A matrix [n, d] of unit-length rows, with the embedder that made it.
struct Embeddings {
  EmbedderReference made_by;  // its dimensions are d
  std::vector<float> values;

  std::size_t rows() const { return values.size() / made_by.dimensions; }
  std::span<const float> row(std::size_t i) const {
    return std::span(values).subspan(i * made_by.dimensions, made_by.dimensions);
  }
};

// Called from the calling thread with the share done, 0 to 1.
using Progress = std::function<void(double)>;

// Embeds every text on `threads` threads (0: all); the result does not depend on their number. Error::no_text names the
// first text (from 0) without a token.
Result<Embeddings> embed_texts(const Embedder& embedder, const std::vector<std::string>& texts, unsigned threads,
                               const Progress& progress);

// Error::bad_data unless there is one embedding per row of data.
Result<void> check_row_count(const Embeddings& embeddings, std::size_t data_rows);

// File (safetensors; docs/formats.md): tensor `embeddings` F32 or F16 [n, d]; metadata `embedder_id` and
// `embedder_sha256` if known. Reading scales the rows to unit length; Error::bad_embedding for a row that is not finite
// or all zero. Errors name the path.
Result<Embeddings> read_embeddings(const std::string& path);
Result<void> write_embeddings(const std::string& path, const Embeddings& embeddings);

}  // namespace alpharoute::embed
