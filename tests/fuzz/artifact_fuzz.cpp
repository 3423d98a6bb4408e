// Fuzzes the artifact reader: accepted artifacts can decide, and are written back unchanged.
#include <cmath>
#include <cstdint>

#include "alpharoute/artifact_file.h"
#include "alpharoute/router.h"
#include "require.h"

using namespace alpharoute;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<Router> router = Router::from_bytes(std::as_bytes(std::span(data, size)));
  if (!router) {
    require(!router.error().message.empty());
    return 0;
  }
  const Artifact& artifact = router->artifact();
  std::vector<float> embedding(artifact.centroids.dimensions);
  embedding[size % embedding.size()] = 1.0f;
  for (const Scoring scoring : scorings()) {
    for (const double alpha : {0.0, 0.4, 1.0}) {
      Request request;
      request.alpha = alpha;
      request.scoring = scoring;
      const Result<Decision> decision = router->decide(embedding, request);
      require(!decision || decision->model < artifact.models.size());
      require(!decision || !decision->spectrum.empty());
    }
  }
  for (const Budget& budget : {Budget{0.2, {}}, Budget{{}, 0.9}}) {
    const Result<Plan> plan = router->plan({.scoring = artifact.defaults.scoring, .budget = budget});
    require(!plan || (plan->alpha >= 0.0 && plan->alpha <= 1.0));
  }
  const std::string written = write_artifact(artifact);
  const Result<Artifact> read = read_artifact(std::as_bytes(std::span(written)));
  require(read.ok() && write_artifact(*read) == written);
  return 0;
}
