// One query on its way to a choice: the steps that decisions, sweeps and budgets share.
#pragma once

#include <span>
#include <vector>

#include "alpharoute/router.h"

namespace alpharoute {

// Finds the near clusters, what to expect of the plan's models, and which of them the plan's limits let pass. The
// query's models are those; none may be left. Points into `workspace` and `artifact`.
Query look_up(const Artifact& artifact, std::span<const float> embedding, const Plan& plan, Workspace& workspace);

// Scores of query.models at `alpha` into workspace.scores.
void score(const Query& query, Scoring scoring, double alpha, Workspace& workspace);

// The choice over the whole dial; empty if no model is eligible anywhere.
void draw_spectrum(const Query& query, Scoring scoring, Workspace& workspace, std::vector<Segment>& spectrum);

// Euclidean in every mode, because the artifact's quantiles are.
float nearest_distance(const Artifact& artifact, std::span<const float> embedding, const Plan& plan,
                       Workspace& workspace);

}  // namespace alpharoute
