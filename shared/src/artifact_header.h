// The artifact's metadata entries: JSON texts to structs and back.
#pragma once

#include "alpharoute/artifact.h"
#include "alpharoute/safetensors.h"

namespace alpharoute {

inline constexpr std::string_view kArtifactFormat = "alpharoute-router/1";

// An error of the artifact's own: "not an alpharoute router: <what>."
Error bad_artifact(std::string what);

// Fills models, embedder, defaults, cluster_labels, fit_json and the posterior's parameters, each validated by itself.
// Whether there is a posterior at all is `has_posterior`.
Result<void> read_header(const Safetensors& file, Artifact& artifact, bool& has_posterior);

// The tensors of the posterior, checked against the artifact's models, clusters and dimensions.
Result<void> read_posterior(const Safetensors& file, Artifact& artifact);

std::map<std::string, std::string, std::less<>> write_header(const Artifact& artifact);

}  // namespace alpharoute
