// The flat C interface, compiled natively: every call with invalid input.
#include "abi.h"

#include <catch2/catch.hpp>
#include <cstring>

#include "alpharoute/artifact_file.h"
#include "alpharoute/router.h"
#include "support.h"

using namespace alpharoute;

namespace {

std::uint32_t put(std::string_view bytes) {
  std::byte* room = alpharoute_input(static_cast<std::uint32_t>(bytes.size()));
  REQUIRE(room != nullptr);
  bytes.copy(reinterpret_cast<char*>(room), bytes.size());
  return static_cast<std::uint32_t>(bytes.size());
}

std::uint32_t put(std::span<const float> values) {
  put({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)});
  return static_cast<std::uint32_t>(values.size());
}

std::string output() { return {reinterpret_cast<const char*>(alpharoute_output()), alpharoute_output_size()}; }

std::vector<double> numbers() {
  std::vector<double> values(alpharoute_output_size() / sizeof(double));
  std::memcpy(values.data(), alpharoute_output(), values.size() * sizeof(double));
  return values;
}

// Returns the output of a failed call.
std::string failure(std::uint32_t status) {
  REQUIRE(status == 1);
  return output();
}

const std::string kUnknown = "invalid_argument\nthe router is not loaded. Load it again.";
const std::string kShort =
    "invalid_argument\nthe call reads more input than alpharoute_input allocated. Allocate it first.";

// A router of three dimensions, without an embedder, unloaded at the end of the test.
struct Loaded {
  Artifact artifact = test::random_artifact(1, 5, 3, 4);
  std::string file = write_artifact(artifact);
  std::uint32_t number = load();

  ~Loaded() { alpharoute_unload(number); }

  std::uint32_t load() const {
    REQUIRE(alpharoute_load(put(file), 0) == 0);
    return static_cast<std::uint32_t>(numbers().at(0));
  }
};

const std::vector<float> kQuery = {0.6f, 0.0f, 0.8f};

}  // namespace

TEST_CASE("a decision in memory has the numbers of Router::decide, in the documented order") {
  const Loaded loaded;
  const Router router = *Router::from_bytes(test::bytes_of(loaded.file));
  REQUIRE(alpharoute_plan(loaded.number, put(R"({"alpha":0.4,"scoring":"posterior"})")) == 0);
  const Decision decision = *router.decide(kQuery, {.alpha = 0.4, .scoring = Scoring::posterior});
  REQUIRE(alpharoute_decide_embedding(loaded.number, put(kQuery)) == 0);
  std::vector<double> expected = {static_cast<double>(decision.model),
                                  0.4,
                                  0.0,
                                  static_cast<double>(decision.runner_up.value()),
                                  decision.margin,
                                  decision.novelty,
                                  decision.novelty >= kNovel ? 1.0 : 0.0,
                                  4.0,
                                  static_cast<double>(decision.clusters.size()),
                                  static_cast<double>(decision.spectrum.size())};
  for (const ModelScore& entry : decision.models) {
    expected.insert(expected.end(), {static_cast<double>(entry.model), entry.score, entry.expectation.accuracy,
                                     entry.expectation.cost_usd, entry.expectation.standard_error});
  }
  for (const NearCluster& near : decision.clusters) {
    expected.insert(expected.end(), {static_cast<double>(near.id), static_cast<double>(near.distance), near.weight});
  }
  for (const Segment& segment : decision.spectrum) {
    expected.insert(expected.end(), {segment.from, static_cast<double>(segment.model)});
  }
  CHECK(numbers() == expected);
}

TEST_CASE("every call rejects a router that is not loaded, and router numbers are not reused") {
  const Loaded loaded;
  const std::uint32_t gone = loaded.load();
  REQUIRE(alpharoute_unload(gone) == 0);
  for (const std::uint32_t number : {gone, 0u, 4294967295u}) {
    CHECK(failure(alpharoute_unload(number)) == kUnknown);
    CHECK(failure(alpharoute_describe(number)) == kUnknown);
    CHECK(failure(alpharoute_reprice(number, 0)) == kUnknown);
    CHECK(failure(alpharoute_plan(number, 0)) == kUnknown);
    CHECK(failure(alpharoute_decide_text(number, 0)) == kUnknown);
    CHECK(failure(alpharoute_decide_embedding(number, 0)) == kUnknown);
    CHECK(failure(alpharoute_embed(number, 0)) == kUnknown);
    CHECK(failure(alpharoute_sweep(number, 0, 0)) == kUnknown);
    CHECK(failure(alpharoute_solve(number, 0)) == kUnknown);
  }
  const std::uint32_t next = loaded.load();
  CHECK(next != gone);
  REQUIRE(alpharoute_unload(next) == 0);
  CHECK(alpharoute_decide_embedding(loaded.number, put(kQuery)) == 0);
}

TEST_CASE("a length above the allocated input is rejected") {
  const Loaded loaded;
  alpharoute_trim();
  put("x");
  for (const std::uint32_t size : {100000u, 1u << 30, 4294967295u}) {
    CHECK(failure(alpharoute_load(size, 0)) == kShort);
    CHECK(failure(alpharoute_load(1, size)) == kShort);
    CHECK(failure(alpharoute_load(size, size)) == kShort);
    CHECK(failure(alpharoute_reprice(loaded.number, size)) == kShort);
    CHECK(failure(alpharoute_plan(loaded.number, size)) == kShort);
    CHECK(failure(alpharoute_decide_text(loaded.number, size)) == kShort);
    CHECK(failure(alpharoute_decide_embedding(loaded.number, size)) == kShort);
    CHECK(failure(alpharoute_embed(loaded.number, size)) == kShort);
    CHECK(failure(alpharoute_sweep(loaded.number, size, 3)) == kShort);
    CHECK(failure(alpharoute_sweep(loaded.number, 1, size)) == kShort);
    CHECK(failure(alpharoute_solve(loaded.number, size)) == kShort);
  }
  CHECK(alpharoute_input((1u << 30) + 1) == nullptr);
  CHECK(alpharoute_decide_embedding(loaded.number, put(kQuery)) == 0);
}

TEST_CASE("an embedding of wrong dimensions, with NaN, or not of unit length is rejected") {
  const Loaded loaded;
  for (const std::vector<float>& bad : std::vector<std::vector<float>>{
           {}, {1.0f}, {1.0f, 0.0f, 0.0f, 0.0f}, {NAN, 0.6f, 0.8f}, {INFINITY, 0.0f, 0.0f}, {1.0f, 1.0f, 1.0f}}) {
    CHECK(failure(alpharoute_decide_embedding(loaded.number, put(bad))).starts_with("bad_embedding\n"));
    CHECK(alpharoute_decide_embedding(loaded.number, put(kQuery)) == 0);
  }
}

TEST_CASE("a truncated artifact is rejected and does not affect loaded routers") {
  const Loaded loaded;
  for (std::size_t size = 0; size < loaded.file.size(); size += 1 + size / 8) {
    const std::string_view part = std::string_view(loaded.file).substr(0, size);
    CHECK(failure(alpharoute_load(put(part), 0)).starts_with("bad_format\n"));
  }
  CHECK(alpharoute_decide_embedding(loaded.number, put(kQuery)) == 0);
}

TEST_CASE("a rejected plan keeps the one before it, and a plan applies only to its router") {
  const Loaded loaded;
  const std::uint32_t other = loaded.load();
  REQUIRE(alpharoute_plan(loaded.number, put(R"({"alpha":0.25})")) == 0);
  CHECK(numbers() == std::vector<double>{0.25, 1.0, 4.0});
  CHECK(failure(alpharoute_plan(loaded.number, put(R"({"alpha":2})"))) ==
        "invalid_argument\nalpha must be from 0 (cheapest) to 1 (best).");
  REQUIRE(alpharoute_decide_embedding(loaded.number, put(kQuery)) == 0);
  CHECK(numbers().at(1) == 0.25);
  REQUIRE(alpharoute_decide_embedding(other, put(kQuery)) == 0);
  CHECK(numbers().at(1) == 0.5);
  REQUIRE(alpharoute_unload(other) == 0);
}

TEST_CASE("a repriced router outlives the original and starts with the artifact's defaults") {
  const Loaded loaded;
  const std::uint32_t first = loaded.load();
  REQUIRE(alpharoute_plan(first, put(R"({"alpha":0.25})")) == 0);
  const double factors[] = {2.0, 0.5, 1.0, 10.0};
  const std::string_view bytes(reinterpret_cast<const char*>(factors), sizeof factors);
  put(bytes);
  REQUIRE(alpharoute_reprice(first, 4) == 0);
  const auto second = static_cast<std::uint32_t>(numbers().at(0));
  REQUIRE(second != first);
  REQUIRE(alpharoute_unload(first) == 0);
  const Router expected = *(*Router::from_bytes(test::bytes_of(loaded.file))).reprice(factors);
  const Decision decision = *expected.decide(kQuery);
  REQUIRE(alpharoute_decide_embedding(second, put(kQuery)) == 0);
  CHECK(numbers().at(0) == decision.model);
  CHECK(numbers().at(1) == 0.5);
  CHECK(numbers().at(13) == decision.models[0].expectation.cost_usd);
  put(bytes);
  CHECK(failure(alpharoute_reprice(second, 3)) ==
        "invalid_argument\nthere must be one factor for each model of the router.");
  REQUIRE(alpharoute_unload(second) == 0);
}

TEST_CASE("text without an embedder, an alpha out of range and a missing budget are rejected") {
  const Loaded loaded;
  CHECK(failure(alpharoute_decide_text(loaded.number, put("hello"))) ==
        "wrong_embedder\nthe router has no embedder. Pass test-embedder when you load it, or pass embeddings made by "
        "it.");
  for (const double alpha : {-0.1, 1.1, static_cast<double>(NAN)}) {
    std::string input(sizeof alpha + 3 * sizeof(float), '\0');
    std::memcpy(input.data(), &alpha, sizeof alpha);
    std::memcpy(input.data() + sizeof alpha, kQuery.data(), 3 * sizeof(float));
    put(input);
    CHECK(failure(alpharoute_sweep(loaded.number, 1, 3)) ==
          "invalid_argument\nevery alpha must be from 0 (cheapest) to 1 (best).");
  }
  CHECK(failure(alpharoute_solve(loaded.number, put("{}"))) == "invalid_argument\nthe request has no budget. Set one.");
}

TEST_CASE("a text of 10 MB, invalid UTF-8 and an empty text are handled") {
  const std::string artifact = test::read(std::string(ALPHAROUTE_ASSETS_DIR) + "/llmrouter-9.safetensors");
  const std::string embedder = test::read(std::string(ALPHAROUTE_ASSETS_DIR) + "/static-en-1.safetensors");
  put(artifact + embedder);
  REQUIRE(alpharoute_load(static_cast<std::uint32_t>(artifact.size()), static_cast<std::uint32_t>(embedder.size())) ==
          0);
  const auto number = static_cast<std::uint32_t>(numbers().at(0));
  std::string text;
  while (text.size() < 10'000'000) text += "merge two sorted lists ";
  CHECK(alpharoute_decide_text(number, put(text)) == 0);
  CHECK(alpharoute_decide_text(number, put("sort \xed\xa0\x80 lists \xff")) == 0);
  CHECK(failure(alpharoute_decide_text(number, put(""))) ==
        "no_text\nthe prompt has no text to embed. Enter at least one word.");
  alpharoute_trim();
  REQUIRE(alpharoute_unload(number) == 0);
}
