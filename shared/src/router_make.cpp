// Constructs routers: from bytes, from parts, and from another router with other prices.
#include "alpharoute/artifact_file.h"
#include "alpharoute/reprice.h"
#include "alpharoute/router.h"

namespace alpharoute {

Router::Router(Artifact artifact, std::shared_ptr<const Embedder> embedder)
    : artifact_(std::move(artifact)), embedder_(std::move(embedder)) {}

Result<Router> Router::create(Artifact artifact, std::optional<Embedder> embedder) {
  if (embedder) {
    const EmbedderInfo& info = embedder->info();
    const Result<void> matches = check_embedder(artifact.embedder, {info.id, info.dimensions, info.sha256});
    if (!matches) return matches.error();
  }
  return Router(std::move(artifact), embedder ? std::make_shared<const Embedder>(*std::move(embedder)) : nullptr);
}

Result<Router> Router::from_bytes(std::span<const std::byte> artifact) {
  Result<Artifact> read = read_artifact(artifact);
  if (!read) return read.error();
  return create(*std::move(read), std::nullopt);
}

Result<Router> Router::from_bytes(std::span<const std::byte> artifact, std::span<const std::byte> embedder) {
  Result<Artifact> read = read_artifact(artifact);
  if (!read) return read.error();
  Result<Embedder> table = Embedder::from_bytes(embedder);
  if (!table) return table.error();
  return create(*std::move(read), *std::move(table));
}

Result<Router> Router::reprice(std::span<const double> factors) const {
  Result<Artifact> repriced = alpharoute::reprice(artifact_, factors);
  if (!repriced) return repriced.error();
  return Router(*std::move(repriced), embedder_);
}

}  // namespace alpharoute
