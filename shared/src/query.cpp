#include "query.h"

#include <algorithm>
#include <cmath>

#include "alpharoute/dot.h"

namespace alpharoute {
namespace {

void find_clusters(const Artifact& artifact, std::span<const float> embedding, const Plan& plan, Workspace& workspace) {
  const Centroids& centroids = artifact.centroids;
  std::vector<float>& scratch = workspace.distances;
  switch (plan.scoring) {
    case Scoring::posterior:
      return nearest_softly(centroids, embedding, plan.nearest_clusters, artifact.posterior.softness, scratch, workspace.near);
    case Scoring::paper: return nearest_by_distance(centroids, embedding, plan.nearest_clusters, scratch, workspace.near);
    case Scoring::refcode:
      return nearest_by_product(centroids, embedding, plan.nearest_clusters, kRefcodeBeta, scratch, workspace.near);
  }
}

void expect_all(const Artifact& artifact, const Query& query, std::span<const float> embedding, Scoring scoring,
                Workspace& workspace) {
  workspace.expectations.resize(query.models.size());
  if (scoring == Scoring::posterior) {
    workspace.head.resize(artifact.models.size());
    return posterior_expect(artifact.posterior, query, embedding, workspace.head, workspace.expectations);
  }
  for (std::size_t i = 0; i < query.models.size(); ++i) {
    workspace.expectations[i] = expect(query, query.models[i]);
  }
}

// Written so that what is unknown passes no limit.
bool is_within(const Plan& plan, const Expectation& expected) {
  if (plan.max_cost_usd && !(expected.cost_usd <= *plan.max_cost_usd)) return false;
  return !plan.min_accuracy || expected.accuracy >= *plan.min_accuracy;
}

void admit(const Plan& plan, Workspace& workspace) {
  workspace.admitted.clear();
  workspace.admitted_expectations.clear();
  for (std::size_t i = 0; i < plan.models.size(); ++i) {
    if (!is_within(plan, workspace.expectations[i])) continue;
    workspace.admitted.push_back(plan.models[i]);
    workspace.admitted_expectations.push_back(workspace.expectations[i]);
  }
}

// What stays the same over the whole dial.
void draw_lines(const Artifact& artifact, const Query& query, Scoring scoring, Workspace& workspace) {
  workspace.lines.resize(query.models.size());
  switch (scoring) {
    case Scoring::posterior:
      return posterior_lines(artifact.posterior, workspace.admitted_expectations, workspace.lines);
    case Scoring::paper: return paper_lines(query, workspace.lines);
    case Scoring::refcode: return;  // its scores are no lines
  }
}

}  // namespace

Query look_up(const Artifact& artifact, std::span<const float> embedding, const Plan& plan, Workspace& workspace) {
  find_clusters(artifact, embedding, plan, workspace);
  expect_all(artifact, {artifact.profiles, workspace.near, plan.models}, embedding, plan.scoring, workspace);
  admit(plan, workspace);
  const Query query{artifact.profiles, workspace.near, workspace.admitted};
  draw_lines(artifact, query, plan.scoring, workspace);
  return query;
}

void score(const Query& query, Scoring scoring, double alpha, Workspace& workspace) {
  workspace.scores.resize(query.models.size());
  if (scoring == Scoring::refcode) return refcode_scores(query, alpha, workspace.refcode, workspace.scores);
  for (std::size_t i = 0; i < workspace.scores.size(); ++i) workspace.scores[i] = workspace.lines[i].at(alpha);
}

void draw_spectrum(const Query& query, Scoring scoring, Workspace& workspace, std::vector<Segment>& spectrum) {
  if (scoring == Scoring::refcode) return refcode_spectrum(query, workspace.refcode, spectrum);
  envelope(workspace.lines, query.models, spectrum);
}

float nearest_distance(const Artifact& artifact, std::span<const float> embedding, const Plan& plan,
                       Workspace& workspace) {
  if (plan.scoring != Scoring::refcode) return workspace.near.front().distance;
  squared_distances(artifact.centroids.values, embedding, workspace.distances);
  return std::sqrt(*std::min_element(workspace.distances.begin(), workspace.distances.end()));
}

}  // namespace alpharoute
