// Compares the core with the numbers of the reference implementation (tests/golden/README.md).
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "alpharoute/router.h"
#include "alpharoute/safetensors.h"
#include "support.h"

using namespace alpharoute;
using nlohmann::json;

namespace {

float number(const json& value) { return value.is_null() ? NAN : value.get<float>(); }

std::vector<float> matrix(const json& rows) {
  std::vector<float> values;
  for (const json& row : rows) {
    for (const json& value : row) values.push_back(number(value));
  }
  return values;
}

Artifact artifact_of(const json& golden_case) {
  Artifact artifact;
  const json& centroids = golden_case["centroids"];
  artifact.centroids = {static_cast<std::uint32_t>(centroids.size()), static_cast<std::uint32_t>(centroids[0].size()),
                        matrix(centroids)};
  artifact.profiles.models = static_cast<std::uint32_t>(golden_case["accuracy"].size());
  artifact.profiles.clusters = artifact.centroids.count;
  artifact.profiles.accuracy = matrix(golden_case["accuracy"]);
  artifact.profiles.cost = matrix(golden_case["cost"]);
  for (const float value : artifact.profiles.accuracy) artifact.profiles.count.push_back(std::isnan(value) ? 0 : 30);
  for (std::uint32_t i = 0; i < artifact.profiles.models; ++i) artifact.models.push_back({"m" + std::to_string(i)});
  artifact.distance_quantiles = {0.0f, 2.0f};
  artifact.cluster_labels.resize(artifact.centroids.count);
  artifact.cluster_size.resize(artifact.centroids.count);
  artifact.embedder.dimensions = artifact.centroids.dimensions;
  return artifact;
}

Safetensors open(const std::string& bytes) { return *Safetensors::parse(test::bytes_of(bytes)); }

std::vector<std::uint8_t> small_numbers(const Safetensors& file, const char* name) {
  const Tensor& tensor = file.tensors().find(name)->second;
  std::vector<std::uint8_t> values(tensor.bytes.size());
  std::memcpy(values.data(), tensor.bytes.data(), values.size());
  return values;
}

std::vector<std::uint32_t> numbers(const Safetensors& file, const char* name) {
  return *file.unsigned_integers(name, file.tensors().find(name)->second.shape);
}

std::vector<float> floats(const Safetensors& file, const char* name) {
  return *file.floats(name, file.tensors().find(name)->second.shape);
}

Artifact artifact_of(const Safetensors& file) {
  Artifact artifact;
  const std::vector<std::uint64_t>& shape = file.tensors().find("centroids")->second.shape;
  artifact.centroids = {static_cast<std::uint32_t>(shape[0]), static_cast<std::uint32_t>(shape[1]),
                        floats(file, "centroids")};
  artifact.profiles = {10, artifact.centroids.count, floats(file, "accuracy"), floats(file, "cost"),
                       numbers(file, "count")};
  for (std::uint32_t i = 0; i < 10; ++i) artifact.models.push_back({"m" + std::to_string(i)});
  artifact.distance_quantiles = {0.0f, 2.0f};
  artifact.cluster_labels.resize(artifact.centroids.count);
  artifact.cluster_size.resize(artifact.centroids.count);
  artifact.embedder.dimensions = artifact.centroids.dimensions;
  return artifact;
}

void scale_to_unit_length(std::vector<float>& values, std::size_t d) {
  for (std::size_t begin = 0; begin < values.size(); begin += d) {
    double squares = 0.0;
    for (std::size_t j = 0; j < d; ++j) squares += std::pow(static_cast<double>(values[begin + j]), 2);
    for (std::size_t j = 0; j < d; ++j) values[begin + j] /= static_cast<float>(std::sqrt(squares));
  }
}

// Checks every choice, nearest cluster and score in `golden` for the rows of `embeddings`; row i is golden test row
// places[i].
void compare(const Safetensors& golden, std::vector<float> embeddings, const std::vector<std::uint32_t>& places) {
  const Router router = *Router::create(artifact_of(golden), std::nullopt);
  const std::size_t d = router.artifact().centroids.dimensions;
  scale_to_unit_length(embeddings, d);
  const std::size_t test_rows = golden.tensors().find("test_rows")->second.shape[0];
  const std::vector<std::uint32_t> nearest4 = numbers(golden, "nearest4");
  const std::vector<float> scores = floats(golden, "scores_paper_alpha053");
  const auto alphas = json::parse(*golden.text("alphas")).get<std::vector<double>>();

  Workspace workspace;
  Decision decision;
  std::vector<std::int64_t> choices(alphas.size());
  for (const auto& [scoring, name] :
       {std::pair{Scoring::paper, "choice_paper"}, {Scoring::refcode, "choice_refcode"}}) {
    const Plan plan = *router.plan(
        {.alpha = 0.53, .scoring = scoring, .nearest_clusters = default_nearest_clusters(scoring), .models = {}});
    const std::vector<std::uint8_t> expected = small_numbers(golden, name);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto embedding = std::span<const float>(embeddings).subspan(i * d, d);
      REQUIRE(router.sweep(embedding, plan, alphas, workspace, choices).ok());
      for (std::size_t a = 0; a < alphas.size(); ++a) REQUIRE(choices[a] == expected[a * test_rows + places[i]]);

      REQUIRE(router.decide(embedding, plan, workspace, decision).ok());
      REQUIRE(decision.model == expected[5 * test_rows + places[i]]);  // alphas[5] is 0.53
      if (scoring != Scoring::paper) continue;
      for (std::size_t c = 0; c < 4; ++c) REQUIRE(decision.clusters[c].id == nearest4[places[i] * 4 + c]);
      for (std::size_t m = 0; m < 10; ++m) {
        REQUIRE(decision.models[m].score == Approx(scores[places[i] * 10 + m]).epsilon(1e-5));
      }
    }
  }
}

}  // namespace

TEST_CASE("golden: every small case of the paper rule matches the reference in clusters, scores and choice") {
  const json golden = json::parse(test::read(test::golden("scoring.json")));
  REQUIRE(golden["cases"].size() == 9);
  for (const json& golden_case : golden["cases"]) {
    INFO(golden_case["name"]);
    const Router router = *Router::create(artifact_of(golden_case), std::nullopt);
    for (const json& expected : golden_case["expected"]) {
      const auto embedding = expected["embedding"].get<std::vector<float>>();
      Request request;
      request.alpha = expected["alpha"].get<double>();
      request.nearest_clusters = expected["top_p"].get<std::uint32_t>();
      const Result<Decision> decision = router.decide(embedding, request);
      REQUIRE(decision.ok());
      REQUIRE(decision->model == expected["choice"].get<std::uint32_t>());
      for (std::size_t c = 0; c < expected["nearest"].size(); ++c) {
        REQUIRE(decision->clusters[c].id == expected["nearest"][c].get<std::uint32_t>());
      }
      for (std::size_t m = 0; m < expected["scores"].size(); ++m) {
        const double score = decision->models[m].score;
        if (expected["scores"][m].is_null()) {
          REQUIRE(std::isnan(score));
        } else {
          REQUIRE(score == Approx(expected["scores"][m].get<double>()).epsilon(1e-5).margin(1e-9));
        }
      }
    }
  }
}

TEST_CASE("golden: every spectrum matches the reference") {
  const json golden = json::parse(test::read(test::golden("scoring.json")));
  REQUIRE(golden["spectra"].size() == 20);
  for (const json& expected : golden["spectra"]) {
    std::vector<Line> lines;
    std::vector<std::uint32_t> models;
    for (std::size_t i = 0; i < expected["quality"].size(); ++i) {
      lines.push_back({expected["quality"][i].get<double>(), expected["cheapness"][i].get<double>()});
      models.push_back(static_cast<std::uint32_t>(i));
    }
    std::vector<Segment> spectrum;
    envelope(lines, models, spectrum);
    REQUIRE(spectrum.size() == expected["spectrum"].size());
    for (std::size_t i = 0; i < spectrum.size(); ++i) {
      REQUIRE(spectrum[i].from == Approx(expected["spectrum"][i][0].get<double>()).epsilon(1e-12).margin(1e-12));
      REQUIRE(spectrum[i].model == expected["spectrum"][i][1].get<std::uint32_t>());
    }
  }
}

TEST_CASE("golden: decisions on a sample of mmlu-pro test rows match the reference in both modes at every alpha") {
  const std::string golden = test::read(test::golden("mmlu-pro.golden.safetensors"));
  const std::string sample = test::read(test::golden("mmlu-pro.sample.safetensors"));
  const Safetensors vectors = open(sample);
  compare(open(golden), floats(vectors, "embeddings"), numbers(vectors, "places"));
}

TEST_CASE("golden: decisions on all mmlu-pro test rows match the reference in both modes at every alpha") {
  REQUIRE_SHARED_DATA();
  const std::string golden = test::read(test::golden("mmlu-pro.golden.safetensors"));
  const std::string all = test::read(test::shared("golden/mmlu-pro.use512.safetensors"));
  const Safetensors numbers_file = open(golden), vectors = open(all);
  const std::vector<float> embeddings = floats(vectors, "embeddings");
  const std::vector<std::uint32_t> test_rows = numbers(numbers_file, "test_rows");
  std::vector<float> of_test_rows;
  std::vector<std::uint32_t> places;
  for (std::uint32_t i = 0; i < test_rows.size(); ++i) {
    const auto row = embeddings.begin() + static_cast<std::ptrdiff_t>(test_rows[i]) * 512;
    of_test_rows.insert(of_test_rows.end(), row, row + 512);
    places.push_back(i);
  }
  compare(numbers_file, of_test_rows, places);
}
