#include "alpharoute/artifact.h"

namespace alpharoute {

Result<void> check_embedder(const EmbedderReference& wanted, const EmbedderReference& given) {
  if (wanted.dimensions != given.dimensions) {
    return Error{ErrorCode::wrong_embedder, "the centroids have " + std::to_string(wanted.dimensions) +
                                                " dimensions, but the embedder " + given.id + " has " +
                                                std::to_string(given.dimensions) +
                                                ". Fit again with this embedder, or pass " + wanted.id + "."};
  }
  if (wanted.id != given.id) {
    return Error{ErrorCode::wrong_embedder, "the artifact was fitted with the embedder " + wanted.id + ", not with " +
                                                given.id + ". Fit again with this embedder, or pass " + wanted.id +
                                                "."};
  }
  if (wanted.sha256 != given.sha256) {
    return Error{ErrorCode::wrong_embedder, "the artifact was fitted with a different version of the embedder " +
                                                wanted.id + " (SHA-256 " + wanted.sha256.substr(0, 12) + ", here " +
                                                given.sha256.substr(0, 12) +
                                                "). Fit again with this one, or pass that one."};
  }
  return {};
}

}  // namespace alpharoute
