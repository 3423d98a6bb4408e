// Embeddings of a data set's rows: made from its queries, or read from a file.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "alpharoute/artifact.h"
#include "alpharoute/embedder.h"
#include "alpharoute/status.h"

namespace alpharoute::embed {

// A matrix [n, d] of unit-length rows, and what made it.
struct Embeddings {
  EmbedderReference made_by;  // its dimensions are d
  std::vector<float> values;

  std::size_t rows() const { return values.size() / made_by.dimensions; }
  std::span<const float> row(std::size_t i) const {
    return std::span(values).subspan(i * made_by.dimensions, made_by.dimensions);
  }
};

// Called from the calling thread with the share of the work done, 0 to 1.
using Progress = std::function<void(double)>;

// Embeds every text on `threads` threads (0: all); the result doesn't depend on their number. Error::no_text names the
// first text (from 0) that holds nothing to embed.
Result<Embeddings> embed_texts(const Embedder& embedder, const std::vector<std::string>& texts, unsigned threads,
                               const Progress& progress);

// File (safetensors; docs/formats.md): tensor `embeddings` F32 or F16 [n, d]; metadata `embedder_id` and
// `embedder_sha256` where they are known. Rows are scaled to unit length when read; Error::bad_embedding for one that
// is not finite or all zero.
Result<Embeddings> read_embeddings(const std::string& path);
Result<void> write_embeddings(const std::string& path, const Embeddings& embeddings);

}  // namespace alpharoute::embed
