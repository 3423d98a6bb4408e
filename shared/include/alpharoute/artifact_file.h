// Artifacts as files.
//
// Layout (safetensors; docs/formats.md has every byte): tensors `centroids` F32, F16 or I8 [k, d] (I8 with
// `centroid_scales` F32 [k]), `accuracy` F32 [m, k], `cost` F32 [m, k], `count` U32 [m, k], `cluster_size` U32 [k],
// `distance_quantiles` F32 [q]; for the scoring mode `posterior` also `posterior_accuracy`, `posterior_variance`,
// `posterior_cost` F32 [m, k], `head` F32 [m, d] and `head_offset` F32 [m]; metadata `format`, `models`, `embedder`,
// `defaults`, `cluster_labels`, `fit`.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "alpharoute/artifact.h"
#include "alpharoute/status.h"

namespace alpharoute {

// Number format of the centroids in a file. In memory they are always floats.
enum class CentroidPrecision { f32, f16, i8 };

// Reads a file. Validates shapes, sizes, finite numbers, duplicates and limits (k and d up to 65,536, m up to 1,024),
// else Error::bad_format. Takes memory in proportion to the file.
Result<Artifact> read_artifact(std::span<const std::byte> file);

// Returns the file's bytes; the same artifact gives the same bytes. F16 and I8 round the centroids: read the bytes
// again to use the stored values. `artifact` must be one that `read_artifact` would accept.
std::string write_artifact(const Artifact& artifact, CentroidPrecision precision = CentroidPrecision::f32);

}  // namespace alpharoute
