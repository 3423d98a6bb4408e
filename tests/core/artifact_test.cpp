#include <catch2/catch.hpp>
#include <cmath>

#include "alpharoute/artifact_file.h"
#include "alpharoute/safetensors.h"
#include "alpharoute/sha256.h"
#include "support.h"

using namespace alpharoute;

namespace {

Artifact valid() {
  Artifact artifact = test::random_artifact(11, 5, 8, 3);
  artifact.models[1].name = "Model One";
  artifact.models[1].input_price = 0.5;
  artifact.models[1].output_price = 1.5;
  artifact.models[1].context_length = 8192;
  artifact.models[1].capabilities = {"tools", "images"};
  artifact.defaults = {0.53, 3, Scoring::refcode};
  artifact.fit_json = R"({"seed":42})";
  artifact.profiles.cost[4] = NAN;
  return artifact;
}

// The reader's error for an artifact after `change`.
template <typename Change>
std::string complaint(Change change) {
  Artifact artifact = valid();
  change(artifact);
  const Result<Artifact> read = read_artifact(test::bytes_of(write_artifact(artifact)));
  return read ? "" : read.error().message;
}

// The reader's error after one metadata entry is replaced.
std::string complaint_about(const std::string& key, const std::string& value) {
  const std::string bytes = write_artifact(valid());
  const Safetensors file = *Safetensors::parse(test::bytes_of(bytes));
  std::map<std::string, std::string, std::less<>> metadata = file.metadata();
  metadata[key] = value;
  const std::string changed = write_safetensors(file.tensors(), metadata);
  const Result<Artifact> read = read_artifact(test::bytes_of(changed));
  return read ? "" : read.error().message;
}

std::string rejected(const std::string& what) { return "not an alpharoute router: " + what + "."; }

}  // namespace

TEST_CASE("a written artifact reads back unchanged") {
  const Artifact artifact = valid();
  const std::string bytes = write_artifact(artifact);
  const Artifact read = *read_artifact(test::bytes_of(bytes));
  REQUIRE(read.sha256 == sha256_hex(test::bytes_of(bytes)));
  REQUIRE(read.centroids.values == artifact.centroids.values);
  REQUIRE(read.profiles.accuracy == artifact.profiles.accuracy);
  REQUIRE(read.profiles.count == artifact.profiles.count);
  REQUIRE(std::isnan(read.profiles.cost[4]));
  REQUIRE(read.profiles.cost[3] == artifact.profiles.cost[3]);
  REQUIRE(read.cluster_size == artifact.cluster_size);
  REQUIRE(read.cluster_labels == artifact.cluster_labels);
  REQUIRE(read.distance_quantiles == artifact.distance_quantiles);
  REQUIRE(read.embedder.id == "test-embedder");
  REQUIRE(read.defaults.alpha == 0.53);
  REQUIRE(read.defaults.nearest_clusters == 3);
  REQUIRE(read.defaults.scoring == Scoring::refcode);
  REQUIRE(read.fit_json == artifact.fit_json);
  REQUIRE(read.models[1].name == "Model One");
  REQUIRE(read.models[1].input_price == 0.5);
  REQUIRE(read.models[1].output_price == 1.5);
  REQUIRE(read.models[1].context_length == 8192u);
  REQUIRE(read.models[1].capabilities == std::vector<std::string>{"tools", "images"});
  REQUIRE_FALSE(read.models[0].input_price);
  REQUIRE(write_artifact(read) == bytes);
}

TEST_CASE("centroids stored in half precision or 8 bits read back within the rounding error") {
  const Artifact artifact = valid();
  for (const auto& [precision, tolerance] : {std::pair{CentroidPrecision::f16, 5e-4}, {CentroidPrecision::i8, 4e-3}}) {
    const Artifact read = *read_artifact(test::bytes_of(write_artifact(artifact, precision)));
    for (std::size_t i = 0; i < artifact.centroids.values.size(); ++i) {
      REQUIRE(read.centroids.values[i] == Approx(artifact.centroids.values[i]).margin(tolerance));
    }
  }
}

TEST_CASE("an artifact truncated at any byte is rejected") {
  const std::string bytes = write_artifact(valid());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    REQUIRE_FALSE(read_artifact(test::bytes_of(bytes).first(size)).ok());
  }
}

TEST_CASE("numbers outside the range of a fit are rejected") {
  REQUIRE(complaint([](Artifact&) {}) == "");
  REQUIRE(complaint([](Artifact& a) { a.centroids.values[7] = NAN; }) ==
          rejected("its centroids have values above 16, which are not means of unit vectors"));
  REQUIRE(complaint([](Artifact& a) { a.centroids.values[7] = 1e30f; }) ==
          rejected("its centroids have values above 16, which are not means of unit vectors"));
  REQUIRE(complaint([](Artifact& a) { a.profiles.accuracy[2] = 1.5f; }) == rejected("an accuracy is not from 0 to 1"));
  REQUIRE(complaint([](Artifact& a) { a.profiles.accuracy[2] = NAN; }) ==
          rejected("a cell has an accuracy without answers, or answers without an accuracy"));
  REQUIRE(complaint([](Artifact& a) { a.profiles.cost[2] = -0.1f; }) == rejected("a cost is negative or not finite"));
  REQUIRE(complaint([](Artifact& a) { a.profiles.cost[2] = INFINITY; }) ==
          rejected("a cost is negative or not finite"));
  REQUIRE(complaint([](Artifact& a) {
            a.distance_quantiles = {0.5f, 0.4f};
          }) == rejected("its distance_quantiles must be two or more ascending distances"));
  REQUIRE(complaint([](Artifact& a) { a.distance_quantiles = {0.5f}; }) ==
          rejected("its distance_quantiles must be two or more ascending distances"));
}

TEST_CASE("tensors of inconsistent shapes are rejected") {
  REQUIRE(complaint([](Artifact& a) { a.cluster_labels.pop_back(); }) ==
          rejected("it has 4 cluster_labels for 5 clusters"));
  REQUIRE(complaint([](Artifact& a) { a.embedder.dimensions = 9; }) ==
          rejected("its centroids have 8 dimensions, but its embedder has 9"));
  REQUIRE(complaint([](Artifact& a) { a.models.pop_back(); }) ==
          rejected("tensor \"accuracy\" is F32 [3, 5], but must be F32 [2, 5]"));
  REQUIRE(complaint([](Artifact& a) { a.models[2].id = "m0"; }) == rejected("it lists the model \"m0\" twice"));
  REQUIRE(complaint([](Artifact& a) { a.models[2].id = ""; }) ==
          rejected("a model has no id, or one longer than 256 bytes"));
  REQUIRE(complaint([](Artifact& a) { a.models[2].id = std::string(300, 'x'); }) ==
          rejected("a model has no id, or one longer than 256 bytes"));
  REQUIRE(complaint([](Artifact& a) { a.models[2].input_price = -1.0; }) ==
          rejected("model \"m2\" has a price that is not a number of USD of at least 0"));
  REQUIRE(complaint([](Artifact& a) { a.cluster_labels[0] = "line\nbreak"; }) ==
          rejected("its \"cluster_labels\" must be a list of strings of up to 256 bytes"));
}

TEST_CASE("invalid metadata is rejected") {
  REQUIRE(complaint_about("format", "alpharoute-router/2") ==
          rejected("its format is \"alpharoute-router/2\", not alpharoute-router/1"));
  REQUIRE(complaint_about("models", "[]") == rejected("its \"models\" must be a list of 1 to 1024"));
  REQUIRE(complaint_about("models", "[") == rejected("its \"models\" is not a JSON object"));
  REQUIRE(complaint_about("models", R"([{"id":"m0","id":"m1"}])") == rejected("its \"models\" repeats the key \"id\""));
  REQUIRE(complaint_about("embedder", R"({"id":"x"})") == rejected("its \"embedder\" lacks an id or dimensions"));
  REQUIRE(complaint_about("defaults", "{}") == rejected("its \"defaults\" lack alpha, top_p or scoring"));
  REQUIRE(complaint_about("defaults", R"({"alpha":1.5,"top_p":4,"scoring":"paper"})") ==
          rejected("its default alpha is not from 0 to 1"));
  REQUIRE(complaint_about("defaults", R"({"alpha":0.5,"top_p":0,"scoring":"paper"})") ==
          rejected("its default top_p is not a positive whole number"));
  REQUIRE(complaint_about("defaults", R"({"alpha":0.5,"top_p":4,"scoring":"tarot"})") ==
          rejected("this version does not support its scoring mode \"tarot\""));
  REQUIRE(complaint_about("fit", "[]") == rejected("its \"fit\" is not a JSON object"));
}

TEST_CASE("excessive sizes are rejected before allocation") {
  const std::string header =
      R"({"__metadata__":{"format":"alpharoute-router/1","models":"[{\"id\":\"a\"}]","embedder":"{\"id\":\"e\",\"dimensions\":1}",)"
      R"("defaults":"{\"alpha\":0.5,\"top_p\":4,\"scoring\":\"paper\"}","cluster_labels":"[]","fit":"{}"},)"
      R"("centroids":{"dtype":"F32","shape":[4294967296,0],"data_offsets":[0,0]}})";
  std::string file(8, '\0');
  file[0] = static_cast<char>(header.size() & 0xff);
  file[1] = static_cast<char>(header.size() >> 8);
  const Result<Artifact> read = read_artifact(test::bytes_of(file + header));
  REQUIRE(read.error().message == rejected("its centroids must be a matrix of 1 to 65536 rows and columns"));
}

TEST_CASE("an embedder that does not match the artifact is rejected, and the error names both") {
  const EmbedderReference wanted{"bge-small-en-v1.5", 384, "aaaaaaaaaaaaaaaa"};
  REQUIRE(
      check_embedder(wanted, {"static-en-1", 256, "b"}).error() ==
      Error{ErrorCode::wrong_embedder,
            "the centroids have 384 dimensions, but the embedder static-en-1 has 256. Fit again with this embedder, or "
            "pass bge-small-en-v1.5."});
  REQUIRE(
      check_embedder(wanted, {"other", 384, "b"}).error().message ==
      "the artifact was fitted with the embedder bge-small-en-v1.5, not with other. Fit again with this embedder, or "
      "pass bge-small-en-v1.5.");
  REQUIRE(
      check_embedder(wanted, {"bge-small-en-v1.5", 384, "bbbbbbbbbbbbbbbb"}).error().message ==
      "the artifact was fitted with a different version of the embedder bge-small-en-v1.5 (SHA-256 aaaaaaaaaaaa, here "
      "bbbbbbbbbbbb). Fit again with this one, or pass that one.");
  REQUIRE(check_embedder(wanted, wanted).ok());
}
