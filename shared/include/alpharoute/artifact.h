// A fitted router as values: what `fit` makes and every decision reads. alpharoute/artifact_file.h stores it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "alpharoute/clusters.h"
#include "alpharoute/posterior.h"
#include "alpharoute/profiles.h"
#include "alpharoute/scoring.h"
#include "alpharoute/status.h"

namespace alpharoute {

struct ModelInfo {
  std::string id;                               // unique; used in requests and in the provider configuration
  std::string name;                             // display name; the id if the file has none
  std::optional<double> input_price;            // USD per million prompt tokens
  std::optional<double> output_price;           // USD per million completion tokens
  std::optional<std::uint32_t> context_length;  // tokens
  std::vector<std::string> capabilities;        // "tools", "images", ...
};

// The embedder that the centroids were fitted with.
struct EmbedderReference {
  std::string id;
  std::uint32_t dimensions = 0;
  std::string sha256;  // SHA-256 of the file; empty for an embedder without a file, such as a server's
};

struct Defaults {
  double alpha = 0.5;
  std::uint32_t nearest_clusters = 4;
  Scoring scoring = Scoring::paper;
};

struct Artifact {
  std::vector<ModelInfo> models;  // m; ties go to the first
  EmbedderReference embedder;
  Defaults defaults;
  Centroids centroids;
  Profiles profiles;
  Posterior posterior;                      // empty if the file has none
  std::vector<std::uint32_t> cluster_size;  // [k] training queries
  std::vector<std::string> cluster_labels;  // [k] a few frequent terms each, never a prompt
  std::vector<float> distance_quantiles;    // [q] of the training queries' distance to their nearest centroid,
                                            // ascending: entry i is the i/(q-1) quantile
  std::string fit_json = "{}";              // how it was fitted: a JSON object, unchanged from the file
  std::string sha256;                       // SHA-256 of the file, set by `read_artifact`; else empty
};

// Returns Error::wrong_embedder unless `given` is the embedder that the artifact was fitted with.
Result<void> check_embedder(const EmbedderReference& wanted, const EmbedderReference& given);

}  // namespace alpharoute
