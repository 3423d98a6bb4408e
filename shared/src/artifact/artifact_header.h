// Reads and writes the metadata entries of an artifact file.
#pragma once

#include "alpharoute/artifact.h"
#include "alpharoute/safetensors.h"

namespace alpharoute {

inline constexpr std::string_view kArtifactFormat = "alpharoute-router/1";

// Returns Error::bad_format "not an alpharoute router: <what>."
Error bad_artifact(std::string what);

// Fills models, embedder, defaults, cluster_labels, fit_json and the posterior's parameters, and validates each.
// `has_posterior`: the file has a posterior.
Result<void> read_header(const Safetensors& file, Artifact& artifact, bool& has_posterior);

// Reads the tensors of the posterior; their shapes must match the artifact's models, clusters and dimensions.
Result<void> read_posterior(const Safetensors& file, Artifact& artifact);

std::map<std::string, std::string, std::less<>> write_header(const Artifact& artifact);

}  // namespace alpharoute
