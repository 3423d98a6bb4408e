#include "embed/source/embedding_source.h"

#include <cstdlib>

#include "alpharoute/sha256.h"
#include "base/files.h"
#include "embed/source/remote_embedder.h"

namespace alpharoute::embed {
namespace {

std::string environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::string() : std::string(value);
}

// One cache for each server and model.
std::string default_cache(const EmbeddingSource& source) {
  std::string folder = environment("XDG_CACHE_HOME");
  if (folder.empty()) folder = environment("HOME") + "/.cache";
  const std::string model_key = source.url + "\n" + source.model;
  return folder + "/alpharoute/" + sha256_hex(base::as_bytes(model_key)).substr(0, 16) + ".vectors";
}

Result<Embeddings> request_embeddings(const EmbeddingSource& source, const std::vector<std::string>& texts,
                                      const Progress& progress) {
  RemoteEmbedder remote;
  remote.base_url = source.url;
  remote.model = source.model;
  remote.cache = source.cache.empty() ? default_cache(source) : source.cache;
  if (!source.key_variable.empty()) {
    remote.key = environment(source.key_variable);
    if (remote.key.empty()) {
      return Error{ErrorCode::invalid_argument, "the environment variable " + source.key_variable +
                                                    " is not set. Set it, or leave out --embedding-key-env."};
    }
  }
  return embed_remotely(remote, texts, progress);
}

}  // namespace

Result<Embedder> load_embedder(const std::string& path, std::span<const std::byte> builtin) {
  if (path.empty()) return Embedder::from_bytes(builtin);
  const Result<std::string> bytes = base::read_file(path);
  if (!bytes) return bytes.error();
  Result<Embedder> embedder = Embedder::from_bytes(base::as_bytes(*bytes));
  if (!embedder) return Error{embedder.error().code, path + ": " + embedder.error().message};
  return embedder;
}

Result<Embeddings> load_embeddings(const EmbeddingSource& source, const std::vector<std::string>& texts,
                                   std::span<const std::byte> builtin, const Progress& progress) {
  if (!source.embeddings.empty()) return read_embeddings(source.embeddings);
  if (!source.url.empty()) return request_embeddings(source, texts, progress);
  const Result<Embedder> embedder = load_embedder(source.embedder, builtin);
  if (!embedder) return embedder.error();
  return embed_texts(*embedder, texts, source.threads, progress);
}

}  // namespace alpharoute::embed
