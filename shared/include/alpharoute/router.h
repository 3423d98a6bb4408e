// The whole decision: text or embedding in, model out. The one code path of every front end.
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
#include "alpharoute/status.h"

namespace alpharoute {

// In place of an alpha: what the choices may cost, or how good they must be, on average over prompts like the training
// data's. Exactly one of the two is given.
struct Budget {
  std::optional<double> cost_per_1000;  // USD for 1,000 queries, at most: the best accuracy for it
  std::optional<double> best_share;     // of the best model's expected accuracy, at least: as cheaply as possible
};

// What a caller may ask for; what is not said comes from the artifact's defaults.
struct Request {
  std::optional<double> alpha;  // the dial: 0 cheapest, 1 best
  std::optional<Scoring> scoring;
  std::optional<std::uint32_t> nearest_clusters;     // clusters to read; for another scoring than the default's, that mode's own
  std::vector<std::string> models;        // ids of the models that may answer; empty: all
  std::vector<std::string> deny;          // ids of models that may not
  std::vector<std::string> capabilities;  // what a model must be known to have: "tools", "images", ...
  std::optional<std::uint32_t> context_tokens;  // what must fit; a model of unknown context length is taken to fit
  std::optional<double> max_cost_usd;           // expected cost of this query, at most; an unknown cost is above any
  std::optional<double> min_accuracy;           // expected accuracy, at least, 0 to 1
  std::optional<Budget> budget;                 // decides alpha; not together with one
};

// A request that fits the artifact, every choice made.
struct Plan {
  double alpha;
  Scoring scoring;
  std::uint32_t nearest_clusters;
  std::vector<std::uint32_t> models;  // rows of the artifact's models, ascending, at least one
  std::optional<double> max_cost_usd;
  std::optional<double> min_accuracy;
};

// A place of the dial, and what is expected there on average over the training data's clusters, each as heavy as its
// prompts.
struct OperatingPoint {
  double alpha;
  double accuracy;       // 0 to 1
  double cost_per_1000;  // USD
};

// Working space of the decisions of one thread. Reuse it: once grown, a decision allocates nothing.
struct Workspace {
  std::vector<TokenId> tokens;
  std::vector<float> embedding;
  std::vector<float> distances;
  std::vector<float> head;
  std::vector<NearCluster> near;
  std::vector<Expectation> expectations;  // of the plan's models
  std::vector<std::uint32_t> admitted;    // those of them that the plan's limits let pass
  std::vector<Expectation> admitted_expectations;
  std::vector<Line> lines;
  std::vector<double> scores;
  RefcodeScratch refcode;
};

// Immutable; safe to use from several threads, each with its own Workspace. Same bits on every platform.
class Router {
 public:
  // Without an embedder the router decides from embeddings alone.
  static Result<Router> from_bytes(std::span<const std::byte> artifact);

  // Error::wrong_embedder if it is not the one that the artifact was fitted with.
  static Result<Router> from_bytes(std::span<const std::byte> artifact, std::span<const std::byte> embedder);
  static Result<Router> create(Artifact artifact, std::optional<Embedder> embedder);

  const Artifact& artifact() const { return artifact_; }
  const Embedder* embedder() const { return embedder_.get(); }  // null without one; lives as long as this or a copy

  // A router with other prices, by reprice() of alpharoute/reprice.h and with its errors. Shares the embedder.
  Result<Router> reprice(std::span<const double> factors) const;

  // Error::invalid_argument for a number out of range, a model that the artifact does not know, or a scoring mode that it
  // was not fitted for; Error::no_model if no model is left, or none is cheap enough for the budget.
  Result<Plan> plan(const Request& request) const;

  // Where on the dial `budget` is kept best. Goes through the clusters as if each were a query: k decisions.
  Result<OperatingPoint> solve(const Budget& budget, const Plan& plan) const;

  // The prompt's embedding, into workspace.embedding. Error::no_text, Error::wrong_embedder as below.
  Result<void> embed(std::string_view text, Workspace& workspace) const;

  // Decides for a prompt. Error::no_text if it holds nothing to embed, Error::wrong_embedder if this router has no
  // embedder, Error::no_model if no model is eligible at this alpha, and the errors of `plan`.
  Result<Decision> decide(std::string_view text, const Request& request = {}) const;

  // Decides for a unit-length embedding of the artifact's dimensions, else Error::bad_embedding.
  Result<Decision> decide(std::span<const float> embedding, const Request& request = {}) const;

  // The same without repeating what does not change from query to query; refills `decision`.
  Result<void> decide(std::string_view text, const Plan& plan, Workspace& workspace, Decision& decision) const;
  Result<void> decide(std::span<const float> embedding, const Plan& plan, Workspace& workspace,
                      Decision& decision) const;

  // One decision for each row of `embeddings` [n, d], in order, at plan.alpha. Stops at the first error.
  Result<std::vector<Decision>> decide_batch(std::span<const float> embeddings, const Plan& plan) const;

  // The chosen model (a row of the artifact's models, or -1 where none is eligible) at each of `alphas`, for one
  // embedding: the clusters are looked up once. `choices` has the size of `alphas`.
  Result<void> sweep(std::span<const float> embedding, const Plan& plan, std::span<const double> alphas,
                     Workspace& workspace, std::span<std::int64_t> choices) const;

 private:
  Router(Artifact artifact, std::shared_ptr<const Embedder> embedder);

  Artifact artifact_;
  std::shared_ptr<const Embedder> embedder_;  // by far the largest part
};

}  // namespace alpharoute
