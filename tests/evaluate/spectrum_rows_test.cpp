// Compares the spectrum with a brute-force sweep over alpha, on test prompts of the sample routers.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "alpharoute/router.h"
#include "data/dataset.h"
#include "data/split.h"
#include "support.h"

using namespace alpharoute;

namespace {

constexpr std::size_t kSteps = 10'000;

std::string asset_path(const std::string& name) {
  return std::string(ALPHAROUTE_ASSETS_DIR) + "/" + name + ".safetensors";
}

std::vector<double> alpha_steps() {
  std::vector<double> alphas;
  for (std::size_t i = 0; i <= kSteps; ++i) alphas.push_back(static_cast<double>(i) / kSteps);
  return alphas;
}

// Number of `alphas` at which the spectrum and `choices` differ. Skips alphas within 1e-9 of a boundary, where two
// models tie.
std::size_t disagreements(const std::vector<Segment>& spectrum, const std::vector<double>& alphas,
                          const std::vector<std::int64_t>& choices) {
  std::size_t wrong = 0, segment = 0;
  for (std::size_t i = 0; i < alphas.size(); ++i) {
    while (segment + 1 < spectrum.size() && spectrum[segment + 1].from <= alphas[i]) ++segment;
    const bool is_boundary = std::abs(spectrum[segment].from - alphas[i]) < 1e-9 ||
                             (segment + 1 < spectrum.size() && spectrum[segment + 1].from - alphas[i] < 1e-9);
    if (!is_boundary && choices[i] != static_cast<std::int64_t>(spectrum[segment].model)) ++wrong;
  }
  return wrong;
}

// Compares every `stride`-th test row.
void compare(const std::string& asset, const std::string& name, Scoring scoring, std::size_t stride) {
  const std::string artifact = test::read(asset_path(asset)), embedder = test::read(asset_path("static-en-1"));
  const Router router = *Router::from_bytes(test::bytes_of(artifact), test::bytes_of(embedder));
  const data::Dataset dataset = *data::read_dataset(test::shared("data/" + name + ".jsonl.gz"));
  const data::Split split = data::split(dataset, 0.7, 42);
  const Plan plan = *router.plan({.alpha = 0.5, .scoring = scoring});
  const std::vector<double> alphas = alpha_steps();
  std::vector<std::int64_t> choices(alphas.size());
  Workspace workspace;
  Decision decision;
  std::size_t rows = 0, segments = 0, wrong = 0;
  for (std::size_t i = 0; i < split.test.size(); i += stride) {
    REQUIRE(router.decide(dataset.queries[split.test[i]], plan, workspace, decision));
    const std::vector<float> embedding = workspace.embedding;
    REQUIRE(router.sweep(embedding, plan, alphas, workspace, choices));
    wrong += disagreements(decision.spectrum, alphas, choices);
    segments += decision.spectrum.size();
    ++rows;
  }
  REQUIRE(rows >= split.test.size() / stride);
  REQUIRE(segments > 2 * rows);
  REQUIRE(wrong == 0);
}

}  // namespace

TEST_CASE("the spectrum matches a sweep of 10,001 alphas on every test row: posterior") {
  REQUIRE_SHARED_DATA();
  compare("llmrouter-9", "llmrouter-9", Scoring::posterior, 1);
  compare("mmlu-pro-10", "mmlu-pro", Scoring::posterior, 1);
}

TEST_CASE("the spectrum matches a sweep of 10,001 alphas on every test row: paper") {
  REQUIRE_SHARED_DATA();
  compare("llmrouter-9", "llmrouter-9", Scoring::paper, 1);
  compare("mmlu-pro-10", "mmlu-pro", Scoring::paper, 1);
}

TEST_CASE("the spectrum matches a sweep of 10,001 alphas on every twentieth test row: refcode") {
  REQUIRE_SHARED_DATA();
  compare("llmrouter-9", "llmrouter-9", Scoring::refcode, 20);
  compare("mmlu-pro-10", "mmlu-pro", Scoring::refcode, 20);
}
