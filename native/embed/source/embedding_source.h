// The embeddings of texts from wherever the user chose: a file, a server, or an embedder.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "embed/embeddings.h"

namespace alpharoute::embed {

// The first of these that is set is used: `embeddings`, `url`, `embedder`. If none is, the built-in embedder.
struct EmbeddingSource {
  std::string embedder;      // path of an embedder file
  std::string embeddings;    // path of a file with one embedding for each text
  unsigned threads = 0;      // for an embedder; 0: all
  std::string url;           // base URL of an OpenAI-compatible server
  std::string model;         // the server's name of its embedding model
  std::string key_variable;  // environment variable with the server's key; empty: no key
  std::string cache;         // path of the cache of the server's embeddings; empty: in ~/.cache/alpharoute
};

// Reads the embedder file at `path`, or `builtin` if `path` is empty.
Result<Embedder> load_embedder(const std::string& path, std::span<const std::byte> builtin);

// Returns one unit-length row for each text, in order. Error::invalid_argument if the key variable is not set; errors
// of read_embeddings, embed_remotely and embed_texts.
Result<Embeddings> load_embeddings(const EmbeddingSource& source, const std::vector<std::string>& texts,
                                   std::span<const std::byte> builtin, const Progress& progress);

}  // namespace alpharoute::embed
