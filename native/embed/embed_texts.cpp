#include <algorithm>
#include <atomic>

#include "base/workers.h"
#include "embed/embeddings.h"

namespace alpharoute::embed {
namespace {

constexpr std::size_t kChunk = 64;  // texts per task

// Lowers `value` to `candidate` if that is less.
void lower(std::atomic<std::size_t>& value, std::size_t candidate) {
  std::size_t current = value;
  while (candidate < current && !value.compare_exchange_weak(current, candidate)) {
  }
}

}  // namespace

Result<Embeddings> embed_texts(const Embedder& embedder, const std::vector<std::string>& texts, unsigned threads,
                               const Progress& progress) {
  const EmbedderInfo& info = embedder.info();
  const std::size_t d = info.dimensions;
  Embeddings out{{info.id, info.dimensions, info.sha256}, {}};
  out.values.resize(texts.size() * d);
  std::atomic<std::size_t> failed = texts.size();
  const auto embed_chunk = [&](std::size_t chunk) {
    std::vector<TokenId> ids;
    const std::size_t end = std::min((chunk + 1) * kChunk, texts.size());
    for (std::size_t i = chunk * kChunk; i < end; ++i) {
      if (!embedder.embed(texts[i], ids, std::span(out.values).subspan(i * d, d))) lower(failed, i);
    }
  };
  base::Workers(threads).run((texts.size() + kChunk - 1) / kChunk, embed_chunk, progress);
  if (failed < texts.size()) {
    return Error{ErrorCode::no_text, "text " + std::to_string(failed.load()) + " contains nothing to embed"};
  }
  return out;
}

}  // namespace alpharoute::embed
