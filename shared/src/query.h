// The steps from one query to its scores, which decisions, sweeps and budgets share.
#pragma once

#include <span>
#include <vector>

#include "alpharoute/artifact.h"
#include "alpharoute/plan.h"
#include "alpharoute/workspace.h"

namespace alpharoute {

// Finds the nearest clusters, the expectations of the selected models, and the models within the limits. The returned
// query has these models, possibly none. It points into `workspace` and `artifact`.
Query look_up(const Artifact& artifact, std::span<const float> embedding, const Selection& selection,
              Workspace& workspace);

// Writes the scores of query.models at `alpha` to workspace.scores.
void score(const Query& query, Scoring scoring, double alpha, Workspace& workspace);

// Fills `spectrum` with the choice at every alpha; empty if no model is eligible at any.
void find_spectrum(const Query& query, Scoring scoring, Workspace& workspace, std::vector<Segment>& spectrum);

// Returns the distance to the nearest centroid, Euclidean in every mode like the artifact's quantiles.
float nearest_distance(const Artifact& artifact, std::span<const float> embedding, Scoring scoring,
                       Workspace& workspace);

}  // namespace alpharoute
