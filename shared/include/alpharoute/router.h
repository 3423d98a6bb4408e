// The router: text or embedding in, decision out. Command line, gateway and browser all decide here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/artifact.h"
#include "alpharoute/decision.h"
#include "alpharoute/embedder.h"
#include "alpharoute/options.h"
#include "alpharoute/plan.h"
#include "alpharoute/status.h"
#include "alpharoute/workspace.h"

namespace alpharoute {

// Immutable; safe to use from several threads, each with its own Workspace. Same bits on every platform.
class Router {
 public:
  // Without an embedder the router decides only from embeddings.
  static Result<Router> from_bytes(std::span<const std::byte> artifact);

  // Error::wrong_embedder if the artifact was fitted with another embedder.
  static Result<Router> from_bytes(std::span<const std::byte> artifact, std::span<const std::byte> embedder);
  static Result<Router> create(Artifact artifact, std::optional<Embedder> embedder);

  const Artifact& artifact() const { return artifact_; }

  // Null without an embedder. Valid as long as this router or a copy.
  const Embedder* embedder() const { return embedder_.get(); }

  // Returns a router with other prices, as reprice() of alpharoute/reprice.h. Shares the embedder.
  Result<Router> reprice(std::span<const double> factors) const;

  // Resolves a request. Errors as select() of alpharoute/plan.h, and those of `solve` if it has a budget;
  // Error::invalid_argument if it has both a budget and an alpha.
  Result<Plan> plan(const Request& request) const;

  // Finds the alpha that best meets request.budget, with each cluster centre as one query: k decisions. Ignores
  // request.alpha. Error::invalid_argument without a valid budget; Error::no_model if no alpha is cheap enough.
  Result<OperatingPoint> solve(const Request& request) const;

  // Writes the prompt's embedding to workspace.embedding. Error::no_text if it has nothing to embed;
  // Error::wrong_embedder if this router has no embedder.
  Result<void> embed(std::string_view text, Workspace& workspace) const;

  // Decides for a prompt. Errors of `plan` and `embed`; Error::no_model if no model is eligible at this alpha.
  Result<Decision> decide(std::string_view text, const Request& request = {}) const;

  // Decides for a unit-length embedding of the artifact's dimensions, else Error::bad_embedding.
  Result<Decision> decide(std::span<const float> embedding, const Request& request = {}) const;

  // The same for a plan that many queries share; refills `decision`.
  Result<void> decide(std::string_view text, const Plan& plan, Workspace& workspace, Decision& decision) const;
  Result<void> decide(std::span<const float> embedding, const Plan& plan, Workspace& workspace,
                      Decision& decision) const;

  // One decision for each row of `embeddings` [n, d], in order, at plan.alpha. Stops at the first error.
  Result<std::vector<Decision>> decide_batch(std::span<const float> embeddings, const Plan& plan) const;

  // The chosen model (a row of the artifact's models, or -1 if none is eligible) at each of `alphas`, for one
  // embedding. Finds the clusters once. `choices` has the size of `alphas`.
  Result<void> sweep(std::span<const float> embedding, const Plan& plan, std::span<const double> alphas,
                     Workspace& workspace, std::span<std::int64_t> choices) const;

 private:
  Router(Artifact artifact, std::shared_ptr<const Embedder> embedder);

  Artifact artifact_;
  std::shared_ptr<const Embedder> embedder_;  // shared by repriced routers: by far the largest part
};

}  // namespace alpharoute
