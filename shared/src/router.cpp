#include "alpharoute/router.h"

#include <algorithm>
#include <cmath>

#include "query.h"

namespace alpharoute {
namespace {

void find_runner_up(const Query& query, std::size_t winner, std::vector<double>& scores, Decision& decision) {
  const double highest = scores[winner];
  scores[winner] = NAN;
  const std::size_t second = best(scores);
  decision.runner_up = second == kNoModel ? std::nullopt : std::optional(query.models[second]);
  decision.margin = second == kNoModel ? 0.0 : highest - scores[second];
}

// Lists every model of the plan; without a score if the limits or an unknown value exclude it.
void list_models(const Plan& plan, const Workspace& workspace, std::vector<ModelScore>& models) {
  models.clear();
  std::size_t next = 0;  // index into workspace.admitted, which has the same order
  for (std::size_t i = 0; i < plan.models.size(); ++i) {
    const bool is_admitted = next < workspace.admitted.size() && workspace.admitted[next] == plan.models[i];
    Expectation expected = workspace.expectations[i];
    expected.accuracy = std::clamp(expected.accuracy, 0.0, 1.0);
    models.push_back({plan.models[i], is_admitted ? workspace.scores[next++] : NAN, expected});
  }
}

Error no_model(const Plan& plan, const Query& query) {
  if (query.models.empty() && (plan.max_cost_usd || plan.min_accuracy)) {
    return {ErrorCode::no_model,
            "no model meets max_cost_usd and min_accuracy for this prompt. Raise max_cost_usd, lower min_accuracy, or "
            "allow more models."};
  }
  return {ErrorCode::no_model,
          "no model has a known accuracy and cost in all the nearest clusters. Set alpha to 1 if costs are unknown, "
          "lower nearest_clusters, or allow more models."};
}

}  // namespace

Result<Decision> Router::decide(std::string_view text, const Request& request) const {
  const Result<Plan> plan = this->plan(request);
  if (!plan) return plan.error();
  Workspace workspace;
  Decision decision;
  if (const Result<void> done = decide(text, *plan, workspace, decision); !done) return done.error();
  return decision;
}

Result<Decision> Router::decide(std::span<const float> embedding, const Request& request) const {
  const Result<Plan> plan = this->plan(request);
  if (!plan) return plan.error();
  Workspace workspace;
  Decision decision;
  if (const Result<void> done = decide(embedding, *plan, workspace, decision); !done) return done.error();
  return decision;
}

Result<void> Router::decide(std::string_view text, const Plan& plan, Workspace& workspace, Decision& decision) const {
  if (const Result<void> done = embed(text, workspace); !done) return done;
  return decide(workspace.embedding, plan, workspace, decision);
}

Result<void> Router::decide(std::span<const float> embedding, const Plan& plan, Workspace& workspace,
                            Decision& decision) const {
  if (const Result<void> valid = check_embedding(embedding, artifact_.centroids.dimensions); !valid) return valid;
  const Query query = look_up(artifact_, embedding, plan, workspace);
  score(query, plan.scoring, plan.alpha, workspace);
  const std::size_t winner = best(workspace.scores);
  if (winner == kNoModel) return no_model(plan, query);
  decision.model = query.models[winner];
  decision.alpha = plan.alpha;
  decision.scoring = plan.scoring;
  decision.clusters.assign(query.near.begin(), query.near.end());
  list_models(plan, workspace, decision.models);
  find_spectrum(query, plan.scoring, workspace, decision.spectrum);
  find_runner_up(query, winner, workspace.scores, decision);
  decision.novelty =
      novelty(artifact_.distance_quantiles, nearest_distance(artifact_, embedding, plan.scoring, workspace));
  return {};
}

Result<std::vector<Decision>> Router::decide_batch(std::span<const float> embeddings, const Plan& plan) const {
  const std::size_t d = artifact_.centroids.dimensions;
  if (embeddings.size() % d != 0) {
    return Error{ErrorCode::bad_embedding, "the size of the batch is not a multiple of " + std::to_string(d) +
                                               " numbers, the artifact's dimensions."};
  }
  std::vector<Decision> decisions(embeddings.size() / d);
  Workspace workspace;
  for (std::size_t row = 0; row < decisions.size(); ++row) {
    const Result<void> done = decide(embeddings.subspan(row * d, d), plan, workspace, decisions[row]);
    if (!done) return Error{done.error().code, "row " + std::to_string(row) + ": " + done.error().message};
  }
  return decisions;
}

Result<void> Router::sweep(std::span<const float> embedding, const Plan& plan, std::span<const double> alphas,
                           Workspace& workspace, std::span<std::int64_t> choices) const {
  if (const Result<void> valid = check_embedding(embedding, artifact_.centroids.dimensions); !valid) return valid;
  const Query query = look_up(artifact_, embedding, plan, workspace);
  for (std::size_t i = 0; i < alphas.size(); ++i) {
    score(query, plan.scoring, alphas[i], workspace);
    const std::size_t winner = best(workspace.scores);
    choices[i] = winner == kNoModel ? -1 : static_cast<std::int64_t>(query.models[winner]);
  }
  return {};
}

Result<void> Router::embed(std::string_view text, Workspace& workspace) const {
  if (!embedder_) {
    return Error{ErrorCode::wrong_embedder, "the router has no embedder. Pass " + artifact_.embedder.id +
                                                " when you load it, or pass embeddings made by it."};
  }
  workspace.embedding.resize(embedder_->info().dimensions);
  return embedder_->embed(text, workspace.tokens, workspace.embedding);
}

}  // namespace alpharoute
