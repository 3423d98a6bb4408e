#include "embed/rows_file.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>

#include "alpharoute/dot.h"
#include "alpharoute/half.h"
#include "alpharoute/safetensors.h"
#include "base/files.h"
#include "folder.h"
#include "support.h"

using namespace alpharoute;
using test::Folder;

namespace {

constexpr double kRounding = 1.0 / 2048;  // largest distance that rounding moves a unit vector

struct Sample {
  data::Dataset dataset;
  embed::Embeddings embeddings;
  std::vector<std::size_t> all = {0, 1, 2, 3};

  Sample() {
    std::mt19937 random(3);
    dataset.models = {"small", "big"};
    dataset.groups = {"", "sums"};
    dataset.group = {0, 1, 1, 0};
    dataset.score = {0.0f, 1.0f, 0.5f, NAN, 0.25f, 1.0f, 1.0f, 1.0f};
    dataset.cost = {0.001f, 0.01f, NAN, 0.02f, 0.0f, 0.01f, 0.002f, NAN};
    dataset.queries.assign(4, "What is the secret of Mortimer Quillfeather?");
    dataset.costs = {6, 0, 0};
    embeddings = {{"any-embedder", 16, "abc"}, test::random_unit_rows(random, 4, 16)};
  }
};

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

using Metadata = std::map<std::string, std::string, std::less<>>;
using Tensors = std::map<std::string, Tensor, std::less<>>;

// A valid file; tests invalidate one part of it.
struct Parts {
  std::vector<std::uint16_t> halves = {0x3c00, 0, 0, 0x3c00};  // two unit vectors
  std::vector<float> scores = {0.0f, 1.0f}, costs = {0.1f, NAN};
  std::vector<std::uint32_t> groups = {0, 0};
  Metadata metadata = {{"format", "alpharoute-rows/1"},
                       {"models", R"(["a"])"},
                       {"embedder", R"({"id":"e","dimensions":2})"},
                       {"datasets", R"(["d"])"},
                       {"costs", "recorded"},
                       {"source", R"({"data_sha256":"x","rows":"test","seed":1,"train_ratio":0.7})"}};

  Tensors tensors() const {
    return {{"embeddings", {"F16", {2, 2}, std::as_bytes(std::span(halves))}},
            {"scores", {"F32", {2, 1}, std::as_bytes(std::span(scores))}},
            {"costs", {"F32", {2, 1}, std::as_bytes(std::span(costs))}},
            {"dataset", {"U32", {2}, std::as_bytes(std::span(groups))}}};
  }
  std::string bytes() const { return write_safetensors(tensors(), metadata); }
};

std::string message_for(const std::string& bytes) {
  const auto rows = embed::parse_rows(test::bytes_of(bytes));
  REQUIRE_FALSE(rows);
  CHECK(rows.error().code == ErrorCode::bad_format);
  return rows.error().message;
}

std::string message_for(const Parts& parts) { return message_for(parts.bytes()); }

std::string invalid(const std::string& what) {
  return "not a rows file: " + what + ". Create it with alpharoute evaluate --export.";
}

}  // namespace

TEST_CASE("rows read back as written, and embeddings are rounded to halves and not scaled again") {
  const Folder folder;
  const Sample sample;
  const std::vector<std::size_t> chosen = {3, 0, 1};
  const embed::RowsSource source{"hash", "test", 7, 0.7};
  REQUIRE(embed::write_rows(folder.path("r.safetensors"), sample.dataset, sample.embeddings, chosen, source));
  const embed::LabelledRows read = *embed::read_rows(folder.path("r.safetensors"));
  CHECK(read.dataset.models == sample.dataset.models);
  CHECK(read.dataset.groups == sample.dataset.groups);
  CHECK(read.dataset.group == std::vector<std::uint32_t>{0, 0, 1});
  CHECK(same_bits(read.dataset.score, {1.0f, 1.0f, 0.0f, 1.0f, 0.5f, NAN}));
  CHECK(same_bits(read.dataset.cost, {0.002f, NAN, 0.001f, 0.01f, NAN, 0.02f}));
  CHECK(read.dataset.costs.name() == "recorded");
  CHECK(read.dataset.queries == std::vector<std::string>(3));
  CHECK(read.embeddings.made_by.id == "any-embedder");
  CHECK(read.embeddings.made_by.sha256 == "abc");
  CHECK(read.source.data_sha256 == "hash");
  CHECK(read.source.rows == "test");
  CHECK(read.source.seed == 7u);
  CHECK(read.source.train_ratio == 0.7);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    double moved = 0.0;
    for (std::size_t j = 0; j < 16; ++j) {
      const float value = sample.embeddings.row(chosen[i])[j], rounded = read.embeddings.row(i)[j];
      REQUIRE(rounded == half_to_float(float_to_half(value)));
      moved += std::pow(static_cast<double>(value) - static_cast<double>(rounded), 2.0);
    }
    REQUIRE(std::sqrt(moved) <= kRounding);
  }
}

TEST_CASE("rows that were read are written with the same bytes") {
  const Folder folder;
  const Sample sample;
  REQUIRE(embed::write_rows(folder.path("a"), sample.dataset, sample.embeddings, sample.all, {"hash", "all", {}, {}}));
  const embed::LabelledRows read = *embed::read_rows(folder.path("a"));
  REQUIRE(embed::write_rows(folder.path("b"), read.dataset, read.embeddings, sample.all, read.source));
  REQUIRE(test::read(folder.path("a")) == test::read(folder.path("b")));
  REQUIRE(folder.files() == 2);  // no temporary file remains
}

TEST_CASE("a rows file contains no text of the prompts") {
  const Folder folder;
  const Sample sample;
  REQUIRE(embed::write_rows(folder.path("a"), sample.dataset, sample.embeddings, sample.all, {"hash", "all", {}, {}}));
  REQUIRE(test::read(folder.path("a")).find("Quillfeather") == std::string::npos);
}

TEST_CASE("rows that a reader would reject are not written, and the old file stays") {
  const Folder folder;
  Sample sample;
  folder.write("a", "old");
  sample.embeddings.values[16] = 3.0f;
  const auto done = embed::write_rows(folder.path("a"), sample.dataset, sample.embeddings, sample.all, {});
  REQUIRE(done.error().message == folder.path("a") + ": cannot write these rows: " +
                                      invalid("the embedding of row 1 does not have unit length"));
  REQUIRE(test::read(folder.path("a")) == "old");
}

TEST_CASE("a missing or invalid entry of a rows file is reported with a clear error message") {
  REQUIRE(embed::parse_rows(test::bytes_of(Parts().bytes())));
  const auto with = [](const char* key, const char* value) {
    Parts parts;
    parts.metadata[key] = value;
    return message_for(parts);
  };
  CHECK(with("format", "alpharoute-router/1") ==
        invalid("its format is \"alpharoute-router/1\", not alpharoute-rows/1"));
  CHECK(with("models", "[]") == invalid("its \"models\" must be a list of 1 to 1024 names"));
  CHECK(with("models", R"(["a","a"])") == invalid("its \"models\" repeat a name"));
  CHECK(with("models", "[") == invalid("its \"models\" is not valid JSON (column 2)"));
  CHECK(with("datasets", "{}") == invalid("its \"datasets\" must be a list of 1 to 1048576 names"));
  CHECK(with("embedder", R"({"id":"e"})") == invalid("its \"embedder\" must have an id and 1 to 65536 dimensions"));
  CHECK(with("embedder", R"({"id":"e","dimensions":0})") ==
        invalid("its \"embedder\" must have an id and 1 to 65536 dimensions"));
  CHECK(with("embedder", R"({"id":"e","dimensions":3})") ==
        invalid("tensor \"embeddings\" is F16 [2, 2], but must be F16 [any, 3]"));
  CHECK(with("costs", "guessed") == invalid("its \"costs\" must be recorded, estimated, mixed or unknown"));
  CHECK(with("source", R"({"rows":"some"})") ==
        invalid("its \"source\" is not an object, or a member of it is invalid"));
  CHECK(with("source", "7") == invalid("its \"source\" is not an object, or a member of it is invalid"));
  for (const char* key : {"format", "models", "embedder", "datasets", "costs", "source"}) {
    Parts parts;
    parts.metadata.erase(key);
    CHECK(message_for(parts) == invalid("the file's metadata has no \"" + std::string(key) + "\""));
  }
}

TEST_CASE("numbers out of range are rejected") {
  Parts longer, score, cost, group, not_finite;
  longer.halves[1] = 0x3c00;
  CHECK(message_for(longer) == invalid("the embedding of row 0 does not have unit length"));
  not_finite.halves[2] = 0x7e00;
  CHECK(message_for(not_finite) == invalid("the embedding of row 1 does not have unit length"));
  score.scores[1] = 1.5f;
  CHECK(message_for(score) == invalid("its scores must be from 0 to 1"));
  cost.costs[0] = -1.0f;
  CHECK(message_for(cost) == invalid("its costs must be finite and 0 or greater"));
  group.groups[1] = 1;
  CHECK(message_for(group) == invalid("a row's data set is not in its \"datasets\""));
}

TEST_CASE("tensors of other shapes and types, and truncated files, are rejected") {
  const Parts parts;
  for (const char* name : {"embeddings", "scores", "costs", "dataset"}) {
    Tensors tensors = parts.tensors();
    tensors.erase(name);
    CHECK(message_for(write_safetensors(tensors, parts.metadata)) ==
          invalid("the file has no tensor \"" + std::string(name) + "\""));
  }
  Tensors tensors = parts.tensors();
  tensors["scores"].shape = {1, 2};
  CHECK(message_for(write_safetensors(tensors, parts.metadata)) ==
        invalid("tensor \"scores\" is F32 [1, 2], but must be F32 [2, 1]"));
  tensors = parts.tensors();
  tensors["embeddings"] = {"F32", {1, 2}, std::as_bytes(std::span(parts.scores))};
  CHECK(message_for(write_safetensors(tensors, parts.metadata)) ==
        invalid("tensor \"embeddings\" is F32 [1, 2], but must be F16 [any, 2]"));
  const std::string whole = parts.bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK(message_for(whole.substr(0, size)).starts_with("not a valid safetensors file: "));
  }
}
