// The fitted router as a file: what `fit` publishes and every decision reads.
//
// Layout (safetensors; docs/formats.md byte by byte): tensors `centroids` F32, F16 or I8 [k, d] (I8 with
// `centroid_scales` F32 [k]), `accuracy` F32 [m, k], `cost` F32 [m, k], `count` U32 [m, k], `cluster_size` U32 [k],
// `distance_quantiles` F32 [q]; for the scoring mode `posterior` also `posterior_accuracy`, `posterior_variance`,
// `posterior_cost` F32 [m, k], `head` F32 [m, d] and `head_offset` F32 [m]; metadata `format`, `models`, `embedder`,
// `defaults`, `cluster_labels`, `fit`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "alpharoute/clusters.h"
#include "alpharoute/posterior.h"
#include "alpharoute/profiles.h"
#include "alpharoute/scoring.h"
#include "alpharoute/status.h"

namespace alpharoute {

struct ModelInfo {
  std::string id;                               // what a request and a provider call it; unique
  std::string name;                             // for people; the id if there is no other
  std::optional<double> input_price;            // USD per million prompt tokens
  std::optional<double> output_price;           // USD per million completion tokens
  std::optional<std::uint32_t> context_length;  // tokens
  std::vector<std::string> capabilities;        // "tools", "images", ...
};

// Which embedder the centroids were fitted with.
struct EmbedderReference {
  std::string id;
  std::uint32_t dimensions = 0;
  std::string sha256;  // of its file; empty for an embedder that is no file, such as a server's
};

struct Defaults {
  double alpha = 0.5;
  std::uint32_t nearest_clusters = 4;
  Scoring scoring = Scoring::paper;
};

// How the centroids are stored; they are used as floats in any case.
enum class CentroidPrecision { f32, f16, i8 };

struct Artifact {
  std::vector<ModelInfo> models;  // m, in the order in which ties are decided
  EmbedderReference embedder;
  Defaults defaults;
  Centroids centroids;
  Profiles profiles;
  Posterior posterior;                      // empty in a file that was fitted without it
  std::vector<std::uint32_t> cluster_size;  // [k] training queries
  std::vector<std::string> cluster_labels;  // [k] a few frequent terms each, never a prompt
  std::vector<float> distance_quantiles;    // of the training queries' distance to their nearest centroid, ascending:
                                            // entry i is the i/(q-1) quantile
  std::string fit_json = "{}";              // how it was fitted, a JSON object, kept as it stands in the file
  std::string sha256;                       // of the file; set by `read_artifact`; empty if there is no such file
};

// Validates everything before it is used: shapes, sizes, finite numbers, duplicates, limits (k and d up to 65,536,
// m up to 1,024). Error::bad_format says what is wrong. Takes memory in proportion to the file.
Result<Artifact> read_artifact(std::span<const std::byte> file);

// The file's bytes; the same artifact gives the same bytes. Under F16 or I8 precision the centroids are rounded: read
// the bytes again to work with what was written. Needs an artifact that `read_artifact` would accept.
std::string write_artifact(const Artifact& artifact, CentroidPrecision precision = CentroidPrecision::f32);

// Success if the embedder is the one that the artifact was fitted with, else Error::wrong_embedder.
Result<void> check_embedder(const EmbedderReference& wanted, const EmbedderReference& given);

}  // namespace alpharoute
