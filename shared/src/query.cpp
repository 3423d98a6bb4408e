#include "query.h"

#include <algorithm>
#include <cmath>

#include "alpharoute/dot.h"

namespace alpharoute {
namespace {

// False for an unknown cost or accuracy that is limited.
bool is_within(const Selection& selection, const Expectation& expected) {
  if (selection.max_cost_usd && !(expected.cost_usd <= *selection.max_cost_usd)) return false;
  return !selection.min_accuracy || expected.accuracy >= *selection.min_accuracy;
}

void admit(const Selection& selection, Workspace& workspace) {
  workspace.admitted.clear();
  workspace.admitted_expectations.clear();
  for (std::size_t i = 0; i < selection.models.size(); ++i) {
    if (!is_within(selection, workspace.expectations[i])) continue;
    workspace.admitted.push_back(selection.models[i]);
    workspace.admitted_expectations.push_back(workspace.expectations[i]);
  }
}

}  // namespace

Query look_up(const Artifact& artifact, std::span<const float> embedding, const Selection& selection,
              Workspace& workspace) {
  const ScoringMode& mode = scoring_mode(selection.scoring);
  const ScoringData data{artifact.centroids, artifact.profiles, artifact.posterior};
  mode.find_nearest(data, embedding, selection.nearest_clusters, workspace.scoring, workspace.near);
  workspace.expectations.resize(selection.models.size());
  const Query selected{artifact.profiles, workspace.near, selection.models};
  mode.expect(data, selected, embedding, workspace.scoring, workspace.expectations);
  admit(selection, workspace);
  const Query query{artifact.profiles, workspace.near, workspace.admitted};
  mode.prepare(data, query, workspace.admitted_expectations, workspace.scoring);
  return query;
}

void score(const Query& query, Scoring scoring, double alpha, Workspace& workspace) {
  workspace.scores.resize(query.models.size());
  scoring_mode(scoring).score(query, alpha, workspace.scoring, workspace.scores);
}

void find_spectrum(const Query& query, Scoring scoring, Workspace& workspace, std::vector<Segment>& spectrum) {
  scoring_mode(scoring).find_spectrum(query, workspace.scoring, spectrum);
}

float nearest_distance(const Artifact& artifact, std::span<const float> embedding, Scoring scoring,
                       Workspace& workspace) {
  if (scoring_mode(scoring).has_euclidean_distances) return workspace.near.front().distance;
  std::vector<float>& distances = workspace.scoring.distances;
  squared_distances(artifact.centroids.values, embedding, distances);
  return std::sqrt(*std::min_element(distances.begin(), distances.end()));
}

}  // namespace alpharoute
