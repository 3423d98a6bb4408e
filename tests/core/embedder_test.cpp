#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "alpharoute/dot.h"
#include "alpharoute/embedder.h"
#include "alpharoute/safetensors.h"
#include "alpharoute/sha256.h"
#include "support.h"

using namespace alpharoute;
using nlohmann::json;

namespace {

const std::string& shipped_bytes() {
  static const std::string bytes = test::read(std::string(ALPHAROUTE_ASSETS_DIR) + "/static-en-1.safetensors");
  return bytes;
}

const Embedder& shipped() {
  static const Embedder embedder = *Embedder::from_bytes(test::bytes_of(shipped_bytes()));
  return embedder;
}

std::vector<float> embed(const Embedder& embedder, std::string_view text) {
  std::vector<TokenId> ids;
  std::vector<float> out(embedder.info().dimensions);
  REQUIRE(embedder.embed(text, ids, out).ok());
  return out;
}

using Metadata = std::map<std::string, std::string, std::less<>>;

// A table of two dimensions over the tokens [UNK], a, b and c. A long text keeps its first 2 and its last token.
struct SmallTable {
  std::string vocabulary = "[UNK]\na\nb\nc\n";
  std::vector<std::int8_t> rows = {1, 1, 10, 0, 0, 10, -10, 5};
  std::vector<float> scales = {0.1f, 1.0f, 0.5f, 2.0f};
  Metadata metadata = {{"format", "alpharoute-embedder/1"},
                       {"id", "small"},
                       {"dimensions", "2"},
                       {"max_tokens", "3"},
                       {"head_tokens", "2"},
                       {"source_model", "none"},
                       {"licence", "MIT"},
                       {"tokenizer", R"({"kind":"wordpiece","lowercase":true,"strip_accents":true,"split_cjk":true,)"
                                     R"("unknown":"[UNK]","continuation":"##","max_word_characters":100})"}};

  std::string bytes() const {
    const std::uint64_t v = scales.size();
    return write_safetensors({{"vocabulary", {"U8", {vocabulary.size()}, test::bytes_of(vocabulary)}},
                              {"embeddings", {"I8", {v, rows.size() / v}, std::as_bytes(std::span(rows))}},
                              {"scales", {"F32", {v}, std::as_bytes(std::span(scales))}}},
                             metadata);
  }

  std::string complaint() const {
    const std::string file = bytes();
    const Result<Embedder> embedder = Embedder::from_bytes(test::bytes_of(file));
    return embedder ? "" : embedder.error().message;
  }
};

std::string rejected(const std::string& what) { return "not an alpharoute embedder: " + what + "."; }

}  // namespace

TEST_CASE("an embedding is the scaled sum of its tokens' rows at unit length") {
  const std::string file = SmallTable().bytes();
  const Embedder embedder = *Embedder::from_bytes(test::bytes_of(file));
  REQUIRE(embedder.info().sha256 == sha256_hex(test::bytes_of(file)));
  const std::vector<float> out = embed(embedder, "A b");  // 1 * (10, 0) + 0.5 * (0, 10)
  REQUIRE(out[0] == Approx(10 / std::sqrt(125.0)));
  REQUIRE(out[1] == Approx(5 / std::sqrt(125.0)));
}

TEST_CASE("a long text keeps its head and its tail") {
  const std::string file = SmallTable().bytes();
  const Embedder embedder = *Embedder::from_bytes(test::bytes_of(file));
  REQUIRE(embed(embedder, "a a b b b b c") == embed(embedder, "a a c"));
  std::string long_text = "a b";
  for (int i = 0; i < 100000; ++i) long_text += " b";
  REQUIRE(embed(embedder, long_text + " c") == embed(embedder, "a b c"));
  REQUIRE(embed(embedder, long_text + " c" + std::string(5000, ' ')) == embed(embedder, "a b c"));
}

TEST_CASE("the shipped table reproduces the reference embeddings") {
  const json golden = json::parse(test::read(test::golden("embeddings.json")));
  REQUIRE(golden.size() >= 40);
  for (const json& entry : golden) {
    const auto text = entry["text"].get<std::string>();
    std::string repeated;
    for (int i = 0; i < entry.value("repeat", 1); ++i) repeated += text;
    INFO(text);
    const auto expected = entry["embedding"].get<std::vector<float>>();
    const std::vector<float> out = embed(shipped(), repeated);
    REQUIRE(out.size() == expected.size());
    for (std::size_t j = 0; j < out.size(); ++j) REQUIRE(out[j] == Approx(expected[j]).margin(2e-6));
  }
}

TEST_CASE("every embedding of the shipped table has unit length") {
  for (const char* text : {"a", "🎉", "Why is the sky blue?", "for (int i = 0; i < n; ++i)", "語", "\xff\xfe x"}) {
    const std::vector<float> out = embed(shipped(), text);
    REQUIRE(std::sqrt(dot(out, out)) == Approx(1.0).margin(1e-6));
  }
}

TEST_CASE("the shipped embedder is at most 4 MB") { REQUIRE(shipped_bytes().size() <= 4'000'000); }

TEST_CASE("a prompt without text is rejected") {
  std::vector<TokenId> ids;
  std::vector<float> out(shipped().info().dimensions);
  for (const char* text : {"", "   \n\t", "\u200b", "\xff"}) {
    REQUIRE(shipped().embed(text, ids, out).error() ==
            Error{ErrorCode::no_text, "the prompt has no text to embed. Enter at least one word."});
  }
}

TEST_CASE("an embedder with an invalid part is rejected") {
  SmallTable table;
  REQUIRE(table.complaint() == "");
  table.metadata["format"] = "else";
  REQUIRE(table.complaint() == rejected("its format is \"else\", not alpharoute-embedder/1"));
  table = {};
  table.metadata.erase("id");
  REQUIRE(table.complaint() == rejected("the file's metadata has no \"id\""));
  table = {};
  table.metadata["dimensions"] = "-2";
  REQUIRE(table.complaint() == rejected("its \"dimensions\" must be a number from 1 to 65536"));
  table = {};
  table.metadata["dimensions"] = "3";
  REQUIRE(table.complaint() == rejected("tensor \"embeddings\" is I8 [4, 2], but must be I8 [4, 3]"));
  table = {};
  table.metadata["head_tokens"] = "4";
  REQUIRE(table.complaint() == rejected("its \"head_tokens\" exceed its \"max_tokens\""));
  table = {};
  table.metadata["tokenizer"] = R"({"kind":"bpe"})";
  REQUIRE(table.complaint() == rejected("this version does not support its tokenizer"));
  table = {};
  table.scales[1] = NAN;
  REQUIRE(table.complaint() == rejected("its scales are not all finite numbers"));
  table = {};
  table.vocabulary = "[UNK]\na\nb\nc\nd\n";
  REQUIRE(table.complaint() == rejected("tensor \"embeddings\" is I8 [4, 2], but must be I8 [5, 2]"));
}

TEST_CASE("an embedder truncated at any byte is rejected") {
  const std::string bytes = SmallTable().bytes();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    REQUIRE_FALSE(Embedder::from_bytes(test::bytes_of(bytes).first(size)).ok());
  }
}
