// The artifact's metadata entries: JSON texts to structs and back.
#pragma once

#include "alpharoute/artifact.h"
#include "alpharoute/safetensors.h"

namespace alpharoute {

inline constexpr std::string_view kArtifactFormat = "alpharoute-router/1";

// An error of the artifact's own: "not an alpharoute router: <what>."
Error bad_artifact(std::string what);

// Fills models, embedder, defaults, cluster_labels and fit_json, each validated by itself.
Result<void> read_header(const Safetensors& file, Artifact& artifact);

std::map<std::string, std::string, std::less<>> write_header(const Artifact& artifact);

}  // namespace alpharoute
