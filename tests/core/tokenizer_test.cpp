#include "alpharoute/tokenizer.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "../../shared/src/text/unicode.h"
#include "core/vocabulary.h"

using namespace alpharoute;
using alpharoute::test::shipped_tokenizer;
using nlohmann::json;

namespace {

std::vector<TokenId> encode(const Tokenizer& tokenizer, std::string_view text, std::size_t max_tokens = 1000000) {
  std::vector<TokenId> ids;
  tokenizer.encode(text, max_tokens, ids);
  return ids;
}

const json& golden() {
  static const json file = json::parse(test::read(test::golden("tokenizer.json")));
  return file;
}

std::string text_of(const json& entry) {
  std::string text;
  for (int i = 0; i < entry.value("repeat", 1); ++i) text += entry.value("text", "");
  const auto hex = entry.value("hex", "");
  for (std::size_t i = 0; i < hex.size(); i += 2) text += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return text;
}

// The format is described in make_golden.py.
std::string hash_of_block(std::uint32_t first) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  const auto add = [&hash](std::uint32_t byte) { hash = (hash ^ (byte & 0xFF)) * 0x100000001b3u; };
  for (std::uint32_t c = first; c < first + 4096; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    const Normalised character = normalise(c);
    add(static_cast<std::uint32_t>(character.kind));
    add(character.size);
    for (std::size_t i = 0; i < character.size; ++i) {
      for (int shift = 0; shift < 32; shift += 8) add(character.output[i] >> shift);
    }
  }
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

std::vector<std::uint32_t> decoded(std::string_view text) {
  std::vector<std::uint32_t> code_points;
  for (std::size_t position = 0; position < text.size();) code_points.push_back(decode_utf8(text, position));
  return code_points;
}

void require_prefix(const std::vector<TokenId>& cut, const std::vector<TokenId>& all, std::size_t limit) {
  REQUIRE(cut.size() == std::min(limit, all.size()));
  REQUIRE(std::equal(cut.begin(), cut.end(), all.begin()));
}

std::string complaint(std::string_view vocabulary) {
  const Result<Tokenizer> tokenizer = Tokenizer::create(vocabulary);
  REQUIRE_FALSE(tokenizer.ok());
  REQUIRE(tokenizer.error().code == ErrorCode::bad_format);
  return tokenizer.error().message;
}

}  // namespace

TEST_CASE("normalisation of every code point matches the reference library") {
  REQUIRE(golden()["normalised"].size() == 272);
  for (std::uint32_t block = 0; block < 272; ++block) {
    INFO("from code point " << block * 4096);
    REQUIRE(hash_of_block(block * 4096) == golden()["normalised"][block]);
  }
}

TEST_CASE(
    "tokens of strings in many languages, code, emoji, control characters and invalid bytes match the reference "
    "library") {
  REQUIRE(golden()["strings"].size() >= 2500);
  for (const json& entry : golden()["strings"]) {
    const std::vector<TokenId> ids = encode(shipped_tokenizer(), text_of(entry));
    INFO(entry.dump().substr(0, 200));
    if (entry.contains("ids")) {
      REQUIRE(ids == entry["ids"].get<std::vector<TokenId>>());
      continue;
    }
    const auto first = entry["first"].get<std::vector<TokenId>>(), last = entry["last"].get<std::vector<TokenId>>();
    REQUIRE(ids.size() == entry["count"].get<std::size_t>());
    REQUIRE(std::equal(first.begin(), first.end(), ids.begin()));
    REQUIRE(std::equal(last.rbegin(), last.rend(), ids.rbegin()));
  }
}

TEST_CASE("a token limit matches the truncation of the reference library") {
  REQUIRE(golden()["limits"].size() >= 100);
  for (const json& entry : golden()["limits"]) {
    INFO(entry.dump().substr(0, 200));
    const std::vector<TokenId> ids =
        encode(shipped_tokenizer(), text_of(entry), entry["max_tokens"].get<std::size_t>());
    REQUIRE(ids == entry["ids"].get<std::vector<TokenId>>());
  }
}

TEST_CASE("invalid UTF-8 decodes to one U+FFFD per maximal subpart") {
  const std::uint32_t x = kReplacement;
  REQUIRE(decoded("a\xFF"
                  "b") == std::vector<std::uint32_t>{'a', x, 'b'});
  REQUIRE(decoded("\xC0\xAF") == std::vector<std::uint32_t>{x, x});                // overlong
  REQUIRE(decoded("\xE0\x80\x80") == std::vector<std::uint32_t>{x, x, x});         // overlong
  REQUIRE(decoded("\xED\xA0\x80") == std::vector<std::uint32_t>{x, x, x});         // a surrogate
  REQUIRE(decoded("\xF4\x90\x80\x80") == std::vector<std::uint32_t>{x, x, x, x});  // above U+10FFFF
  REQUIRE(decoded("\xF0\x9F\x98") == std::vector<std::uint32_t>{x});               // truncated
  REQUIRE(decoded("\xF0\x9F\x98z\xE2\x82") == std::vector<std::uint32_t>{x, 'z', x});
  REQUIRE(decoded("\xE2\x82\xAC\xF0\x9F\x98\x80") == std::vector<std::uint32_t>{0x20AC, 0x1F600});
}

TEST_CASE("every code point round-trips through UTF-8") {
  for (std::uint32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    char bytes[4];
    const std::string_view text(bytes, encode_utf8(c, bytes));
    std::size_t position = 0;
    if (decode_utf8(text, position) != c || position != text.size()) FAIL("code point " << c);
  }
}

TEST_CASE("a token limit truncates and changes no earlier token") {
  const std::string text = "Tokenization of unbelievable words, [MASK] 漢字 and naïve accents — again and again.";
  const std::vector<TokenId> all = encode(shipped_tokenizer(), text);
  for (std::size_t limit = 0; limit <= all.size() + 2; ++limit) {
    require_prefix(encode(shipped_tokenizer(), text, limit), all, limit);
  }
}

TEST_CASE("token ids are appended to the existing ones") {
  std::vector<TokenId> ids = {7};
  shipped_tokenizer().encode("hello world", 1, ids);
  REQUIRE(ids.size() == 2);
  REQUIRE(ids[0] == 7);
  REQUIRE(shipped_tokenizer().token(ids[1]) == "hello");
}

TEST_CASE("random bytes yield tokens of the vocabulary, and every limit yields a prefix") {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    std::string text(random() % 60, '\0');
    for (char& byte : text) byte = static_cast<char>(random());
    const std::vector<TokenId> all = encode(shipped_tokenizer(), text);
    REQUIRE(std::all_of(all.begin(), all.end(), [](TokenId id) { return id < shipped_tokenizer().size(); }));
    const std::size_t limit = random() % (all.size() + 2);
    require_prefix(encode(shipped_tokenizer(), text, limit), all, limit);
  }
}

TEST_CASE("a word of 100 characters is split into pieces, and one of 101 is unknown") {
  const Tokenizer tokenizer = *Tokenizer::create("[UNK]\né\n##é\ne\n##e\n");
  REQUIRE(encode(tokenizer, std::string(100, 'e')).size() == 100);
  REQUIRE(encode(tokenizer, std::string(101, 'e')) == std::vector<TokenId>{0});
  REQUIRE(encode(tokenizer, std::string(1000000, 'e') + " e") == std::vector<TokenId>{0, 3});
}

TEST_CASE("a token id leads back to its text") {
  const Tokenizer tokenizer = *Tokenizer::create("[UNK]\nun\n##do\n##\n#\n");
  REQUIRE(tokenizer.size() == 5);
  REQUIRE(tokenizer.token(2) == "##do");
  REQUIRE(tokenizer.token(3) == "##");
  REQUIRE(tokenizer.unknown_id() == 0);
  REQUIRE(encode(tokenizer, "undo un#x") == std::vector<TokenId>{1, 2, 1, 4, 0});
}

TEST_CASE("special tokens are recognised only if the vocabulary contains them") {
  const Tokenizer with = *Tokenizer::create("[UNK]\n[MASK]\n[\n]\nmask\n");
  REQUIRE(encode(with, "[MASK]") == std::vector<TokenId>{1});
  REQUIRE(encode(with, "[mask]") == std::vector<TokenId>{2, 4, 3});
  const Tokenizer without = *Tokenizer::create("[UNK]\n[\n]\nmask\n");
  REQUIRE(encode(without, "[MASK]") == std::vector<TokenId>{1, 3, 2});
}

TEST_CASE("an invalid vocabulary is rejected") {
  const std::string unended = "the vocabulary has no line feed at its end. Add one after each token.";
  REQUIRE(complaint("") == unended);
  REQUIRE(complaint("[UNK]\na") == unended);
  REQUIRE(complaint("a\nb\n") == "the vocabulary has no [UNK]. Add it for unknown words.");
  REQUIRE(complaint("[UNK]\n\na\n") == "line 2 of the vocabulary is empty. Write one token per line.");
  REQUIRE(complaint("[UNK]\na\nb\na\n") == "line 4 of the vocabulary repeats line 2. Remove one.");
  REQUIRE(complaint("[UNK]\n\xFF\n") == "line 2 of the vocabulary is not UTF-8. Write the tokens in UTF-8.");
}

TEST_CASE(
    "a vocabulary too large for the index is rejected before it is read, and one of the maximum size is accepted") {
  const std::string large = "the vocabulary has more than 1048576 tokens or 67108864 bytes. Use a smaller one.";
  std::string many = "[UNK]\n";
  for (int i = 1; i < (1 << 20); ++i) many += "t" + std::to_string(i) + "\n";
  REQUIRE(Tokenizer::create(many)->token((1 << 20) - 1) == "t1048575");
  REQUIRE(complaint(many + "one\n") == large);
  REQUIRE(complaint(std::string(1 << 26, 'a') + "\n") == large);
}
