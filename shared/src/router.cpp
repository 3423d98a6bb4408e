#include "alpharoute/router.h"

#include <algorithm>
#include <cmath>

#include "alpharoute/dot.h"

namespace alpharoute {
namespace {

std::string join_ids(const std::vector<ModelInfo>& models) {
  std::string out;
  for (const ModelInfo& model : models) out += (out.empty() ? "" : ", ") + model.id;
  return out;
}

// Rows of the models with these ids, ascending; all rows if there are no ids.
Result<std::vector<std::uint32_t>> find_models(const std::vector<ModelInfo>& models, const std::vector<std::string>& ids) {
  std::vector<std::uint32_t> rows;
  for (const std::string& id : ids) {
    const auto found = std::find_if(models.begin(), models.end(), [&](const ModelInfo& model) { return model.id == id; });
    if (found == models.end()) {
      return Error{ErrorCode::bad_argument,
                   "the artifact does not know the model \"" + id + "\". It knows " + join_ids(models) + "."};
    }
    rows.push_back(static_cast<std::uint32_t>(found - models.begin()));
  }
  for (std::uint32_t row = 0; ids.empty() && row < models.size(); ++row) rows.push_back(row);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

// Scores of plan.models at `alpha` into workspace.scores; the lines of a mode that has them must be there.
void score(const Query& query, Scoring scoring, double alpha, Workspace& workspace) {
  workspace.scores.resize(query.models.size());
  switch (scoring) {
    case Scoring::paper:
      for (std::size_t i = 0; i < workspace.scores.size(); ++i) workspace.scores[i] = workspace.lines[i].at(alpha);
      break;
    case Scoring::refcode:
      refcode_scores(query, alpha, workspace.refcode, workspace.scores);
      break;
  }
}

void draw_spectrum(const Query& query, Scoring scoring, Workspace& workspace, std::vector<Segment>& spectrum) {
  switch (scoring) {
    case Scoring::paper: envelope(workspace.lines, query.models, spectrum); break;
    case Scoring::refcode: refcode_spectrum(query, workspace.refcode, spectrum); break;
  }
}

// What stays the same over the whole dial.
void prepare(const Query& query, Scoring scoring, Workspace& workspace) {
  if (scoring != Scoring::paper) return;
  workspace.lines.resize(query.models.size());
  paper_lines(query, workspace.lines);
}

void find_runner_up(const Query& query, std::size_t winner, std::vector<double>& scores, Decision& decision) {
  const double highest = scores[winner];
  scores[winner] = NAN;
  const std::size_t second = best(scores);
  decision.runner_up = second == kNoModel ? std::nullopt : std::optional(query.models[second]);
  decision.margin = second == kNoModel ? 0.0 : highest - scores[second];
}

}  // namespace

Router::Router(Artifact artifact, std::optional<Embedder> embedder)
    : artifact_(std::move(artifact)), embedder_(std::move(embedder)) {}

Result<Router> Router::create(Artifact artifact, std::optional<Embedder> embedder) {
  if (embedder) {
    const EmbedderInfo& info = embedder->info();
    const Result<void> matches = check_embedder(artifact.embedder, {info.id, info.dimensions, info.sha256});
    if (!matches) return matches.error();
  }
  return Router(std::move(artifact), std::move(embedder));
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

Result<Plan> Router::plan(const Request& request) const {
  const Defaults& defaults = artifact_.defaults;
  Plan plan{request.alpha.value_or(defaults.alpha), request.scoring.value_or(defaults.scoring), 0, {}};
  plan.top_p = request.top_p.value_or(plan.scoring == defaults.scoring ? defaults.top_p : default_top_p(plan.scoring));
  if (!(plan.alpha >= 0.0 && plan.alpha <= 1.0)) {
    return Error{ErrorCode::bad_argument, "alpha must be from 0 (cheapest) to 1 (best)"};
  }
  if (plan.top_p == 0) return Error{ErrorCode::bad_argument, "top_p must be at least 1 cluster"};
  Result<std::vector<std::uint32_t>> models = find_models(artifact_.models, request.models);
  if (!models) return models.error();
  plan.models = *std::move(models);
  return plan;
}

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
  const Query query = find_clusters(embedding, plan, workspace);
  decision.novelty = novelty(artifact_.distance_quantiles, nearest_distance(embedding, plan, workspace));
  prepare(query, plan.scoring, workspace);
  score(query, plan.scoring, plan.alpha, workspace);
  const std::size_t winner = best(workspace.scores);
  if (winner == kNoModel) {
    return Error{ErrorCode::no_model,
                 "no model has a known accuracy and cost in all the nearest clusters. Raise alpha to 1 if costs are "
                 "unknown, lower top_p, or allow more models."};
  }
  decision.model = query.models[winner];
  decision.alpha = plan.alpha;
  decision.scoring = plan.scoring;
  decision.clusters.assign(query.near.begin(), query.near.end());
  decision.models.clear();
  for (std::size_t i = 0; i < query.models.size(); ++i) {
    decision.models.push_back({query.models[i], workspace.scores[i], expect(query, query.models[i])});
  }
  draw_spectrum(query, plan.scoring, workspace, decision.spectrum);
  find_runner_up(query, winner, workspace.scores, decision);
  return {};
}

Result<std::vector<Decision>> Router::decide_batch(std::span<const float> embeddings, const Plan& plan) const {
  const std::size_t d = artifact_.centroids.dimensions;
  if (embeddings.size() % d != 0) {
    return Error{ErrorCode::bad_embedding, "the batch is no matrix of rows of " + std::to_string(d) + " numbers"};
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
  const Query query = find_clusters(embedding, plan, workspace);
  prepare(query, plan.scoring, workspace);
  for (std::size_t i = 0; i < alphas.size(); ++i) {
    score(query, plan.scoring, alphas[i], workspace);
    const std::size_t winner = best(workspace.scores);
    choices[i] = winner == kNoModel ? -1 : static_cast<std::int64_t>(query.models[winner]);
  }
  return {};
}

Result<void> Router::embed(std::string_view text, Workspace& workspace) const {
  if (!embedder_) {
    return Error{ErrorCode::wrong_embedder, "the artifact was fitted with the embedder " + artifact_.embedder.id +
                                                ", which is not here. Pass it, or an embedding made by it."};
  }
  workspace.embedding.resize(embedder_->info().dimensions);
  return embedder_->embed(text, workspace.tokens, workspace.embedding);
}

Query Router::find_clusters(std::span<const float> embedding, const Plan& plan, Workspace& workspace) const {
  const Centroids& centroids = artifact_.centroids;
  switch (plan.scoring) {
    case Scoring::paper:
      nearest_by_distance(centroids, embedding, plan.top_p, workspace.distances, workspace.near);
      break;
    case Scoring::refcode:
      nearest_by_product(centroids, embedding, plan.top_p, kRefcodeBeta, workspace.distances, workspace.near);
      break;
  }
  return {artifact_.profiles, workspace.near, plan.models};
}

// Euclidean in every mode, because the artifact's quantiles are.
float Router::nearest_distance(std::span<const float> embedding, const Plan& plan, Workspace& workspace) const {
  if (plan.scoring == Scoring::paper) return workspace.near.front().distance;
  squared_distances(artifact_.centroids.values, embedding, workspace.distances);
  return std::sqrt(*std::min_element(workspace.distances.begin(), workspace.distances.end()));
}

}  // namespace alpharoute
