#include <catch2/catch.hpp>
#include <cmath>

#include "alpharoute/safetensors.h"
#include "base/files.h"
#include "embed/embeddings.h"
#include "folder.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::embed;

namespace {

const Embedder& shipped() {
  static const std::string bytes = test::read(std::string(ALPHAROUTE_ASSETS_DIR) + "/static-en-1.safetensors");
  static const Embedder embedder = *Embedder::from_bytes(test::bytes_of(bytes));
  return embedder;
}

const auto kNoProgress = [](double) {};

std::string matrix_file(const std::vector<float>& values, std::uint64_t n, std::uint64_t d) {
  return write_safetensors({{"embeddings", {"F32", {n, d}, std::as_bytes(std::span(values))}}}, {});
}

}  // namespace

TEST_CASE("embeddings do not depend on the number of threads") {
  std::vector<std::string> texts;
  for (int i = 0; i < 500; ++i) texts.push_back("question " + std::to_string(i) + " about rivers and primes");
  const Embeddings one = *embed_texts(shipped(), texts, 1, kNoProgress);
  for (const unsigned threads : {2u, 3u, 7u}) {
    REQUIRE(embed_texts(shipped(), texts, threads, kNoProgress)->values == one.values);
  }
  REQUIRE(one.made_by.id == shipped().info().id);
  REQUIRE(one.rows() == 500);
}

TEST_CASE("the error names the first text that contains nothing to embed") {
  std::vector<std::string> texts(300, "word");
  texts[170] = "\u200b";
  texts[210] = " ";
  REQUIRE(embed_texts(shipped(), texts, 3, kNoProgress).error().message == "text 170 contains nothing to embed");
}

TEST_CASE("progress ends at 1") {
  double last = 0.0;
  REQUIRE(embed_texts(shipped(), {"a", "b"}, 2, [&](double share) { last = share; }).ok());
  REQUIRE(last == 1.0);
}

TEST_CASE("written embeddings read back the same, with their embedder") {
  const test::Folder folder;
  const Embeddings written = *embed_texts(shipped(), {"one", "two words"}, 1, kNoProgress);
  REQUIRE(write_embeddings(folder.path("e"), written).ok());
  const Embeddings read = *read_embeddings(folder.path("e"));
  REQUIRE(read.made_by.id == written.made_by.id);
  REQUIRE(read.made_by.sha256 == written.made_by.sha256);
  REQUIRE(read.made_by.dimensions == written.made_by.dimensions);
  for (std::size_t i = 0; i < read.values.size(); ++i)
    REQUIRE(read.values[i] == Approx(written.values[i]).margin(1e-6));
}

TEST_CASE("embeddings of unknown origin are scaled to unit length when read") {
  const test::Folder folder;
  const Embeddings read = *read_embeddings(folder.write("e", matrix_file({3, 4, 0, 0.5f}, 2, 2)));
  REQUIRE(read.made_by.id == "precomputed");
  REQUIRE(read.values[0] == Approx(0.6));
  REQUIRE(read.values[1] == Approx(0.8));
  REQUIRE(read.values[3] == Approx(1.0));
}

TEST_CASE("invalid embeddings are rejected with a clear error message") {
  const test::Folder folder;
  const auto message_for = [&](const std::string& bytes) {
    const std::string path = folder.write("e", bytes);
    return read_embeddings(path).error().message.substr(path.size());
  };
  REQUIRE(message_for(matrix_file({1, 0, 0, 0}, 2, 2)) ==
          ": the embedding of row 1 is zero or not finite. Embed this row again.");
  REQUIRE(message_for(matrix_file({NAN, 0, 0, 1}, 2, 2)) ==
          ": the embedding of row 0 is zero or not finite. Embed this row again.");
  REQUIRE(message_for(write_safetensors({}, {})) ==
          ": the file has no tensor \"embeddings\". Write one row per line of the data.");
  REQUIRE(message_for("x") == ": not a valid safetensors file: it has only 1 bytes. Download or create it again.");
}
