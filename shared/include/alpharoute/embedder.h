// Embeds text with a static token table: the sum of one row per token, scaled to unit length.
//
// File (safetensors; docs/formats.md): `embeddings` I8 [v, d], `scales` F32 [v], `vocabulary` U8, the tokens in id
// order, each followed by '\n'. The row of token t is scales[t] * embeddings[t]; the scale includes the token's weight.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/status.h"
#include "alpharoute/tokenizer.h"

namespace alpharoute {

struct EmbedderInfo {
  std::string id;                // e.g. "static-en-1"
  std::uint32_t dimensions = 0;  // d
  std::uint32_t max_tokens = 0;  // a longer text is cut to its first head_tokens and its last max_tokens - head_tokens
  std::uint32_t head_tokens = 0;
  std::string source_model;  // model that the table was distilled from
  std::string licence;
  std::string sha256;  // SHA-256 of the file
};

// Immutable after `from_bytes`; safe to use from several threads. Same bits on every platform.
class Embedder {
 public:
  // Copies what it needs from `file`. Error::bad_format for an invalid file.
  static Result<Embedder> from_bytes(std::span<const std::byte> file);

  const EmbedderInfo& info() const { return info_; }
  const Tokenizer& tokenizer() const { return tokenizer_; }

  // Writes the embedding of `text` to `out`, of size info().dimensions and unit length.
  //
  // Error::no_text if `text` has no token, e.g. only white space. `ids` is working space. Reads only the two ends of a
  // long text.
  Result<void> embed(std::string_view text, std::vector<TokenId>& ids, std::span<float> out) const;

 private:
  Embedder(EmbedderInfo info, Tokenizer tokenizer, std::vector<std::int8_t> rows, std::vector<float> scales);

  void token_ids(std::string_view text, std::vector<TokenId>& ids) const;

  EmbedderInfo info_;
  Tokenizer tokenizer_;
  std::vector<std::int8_t> rows_;  // [v, d]
  std::vector<float> scales_;      // [v]
};

}  // namespace alpharoute
