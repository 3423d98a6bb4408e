// Fuzzes the tokenizer with text and, if the input starts with "V", a vocabulary up to the first NUL byte.
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "alpharoute/tokenizer.h"
#include "require.h"

using namespace alpharoute;

namespace {

constexpr std::string_view kVocabulary =
    "[UNK]\n[MASK]\n[CLS]\na\nb\n##a\n##b\nab\n##ab\n[\n]\n##é\n漢\n한\n1\n##1\n.\n";

void check(const Tokenizer& tokenizer, std::string_view text) {
  std::vector<TokenId> all;
  // There is at most one token per byte; the last limit below checks that.
  tokenizer.encode(text, text.size(), all);
  for (const TokenId id : all) require(id < tokenizer.size());
  // Tokens are appended, up to the limit.
  for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, text.size() / 3, all.size(), ~std::size_t{0}}) {
    std::vector<TokenId> limited = {~TokenId{0}};
    tokenizer.encode(text, limit, limited);
    require(limited.front() == ~TokenId{0});
    require(limited.size() - 1 == std::min(limit, all.size()));
    require(std::equal(limited.begin() + 1, limited.end(), all.begin()));
  }
}

void check_vocabulary(const Tokenizer& tokenizer, std::string_view vocabulary) {
  std::size_t begin = 0;
  for (TokenId id = 0; id < tokenizer.size(); ++id) {
    const std::string_view token = tokenizer.token(id);
    require(vocabulary.substr(begin, token.size()) == token);
    begin += token.size() + 1;
  }
  require(begin == vocabulary.size());
  require(tokenizer.token(tokenizer.unknown_id()) == "[UNK]");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  static const Tokenizer builtin = *Tokenizer::create(kVocabulary);
  const std::size_t end = input.find('\0');
  if (!input.starts_with('V') || end == std::string_view::npos) {
    check(builtin, input);
    return 0;
  }
  const std::string_view vocabulary = input.substr(1, end - 1);
  const Result<Tokenizer> tokenizer = Tokenizer::create(vocabulary);
  if (!tokenizer) return 0;
  check_vocabulary(*tokenizer, vocabulary);
  check(*tokenizer, input.substr(end + 1));
  return 0;
}
