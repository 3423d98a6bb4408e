// Fuzzes the embedder reader: accepted embedders embed text to unit length, or return an error.
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "alpharoute/dot.h"
#include "alpharoute/embedder.h"

using namespace alpharoute;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<Embedder> embedder = Embedder::from_bytes(std::as_bytes(std::span(data, size)));
  if (!embedder) return 0;
  std::vector<float> out(embedder->info().dimensions);
  std::vector<TokenId> ids;
  for (const std::string_view text : {"a b c", "", "a b a b a b a b a b a b a b c", "\xff", "漢字 [UNK]"}) {
    if (!embedder->embed(text, ids, out)) continue;
    if (!(std::abs(dot(out, out) - 1.0f) < 1e-3f)) std::abort();
  }
  return 0;
}
