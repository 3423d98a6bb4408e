#include <algorithm>

#include "alpharoute/router.h"
#include "router_budget.h"

namespace alpharoute {
namespace {

Error invalid_argument(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

std::string join(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

std::vector<std::string> ids_of(const std::vector<ModelInfo>& models) {
  std::vector<std::string> ids;
  for (const ModelInfo& model : models) ids.push_back(model.id);
  return ids;
}

bool contains(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

// Also rejects an unknown id in `deny`, which would have no effect: it is a typing error.
Result<void> check_ids(const std::vector<ModelInfo>& models, const std::vector<std::string>& ids) {
  const std::vector<std::string> known = ids_of(models);
  for (const std::string& id : ids) {
    if (!contains(known, id)) {
      return invalid_argument("unknown model \"" + id + "\". The models are " + join(known) + ".");
    }
  }
  return {};
}

bool is_allowed(const ModelInfo& model, const Request& request) {
  if (!request.models.empty() && !contains(request.models, model.id)) return false;
  if (contains(request.deny, model.id)) return false;
  if (request.context_tokens && model.context_length && *model.context_length < *request.context_tokens) return false;
  return std::all_of(request.capabilities.begin(), request.capabilities.end(),
                     [&](const std::string& wanted) { return contains(model.capabilities, wanted); });
}

Error no_model_left(const Request& request) {
  std::string limits;
  if (!request.capabilities.empty()) limits += "the capabilities " + join(request.capabilities);
  if (request.context_tokens) {
    limits += (limits.empty() ? "" : " and ") + ("a context of " + std::to_string(*request.context_tokens)) + " tokens";
  }
  if (limits.empty()) return {ErrorCode::no_model, "models and deny exclude every model. Allow more models."};
  return {ErrorCode::no_model, "no allowed model has " + limits + ". Allow more models, or relax the limits."};
}

Result<std::vector<std::uint32_t>> find_models(const std::vector<ModelInfo>& models, const Request& request) {
  if (auto known = check_ids(models, request.models); !known) return known.error();
  if (auto known = check_ids(models, request.deny); !known) return known.error();
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < models.size(); ++row) {
    if (is_allowed(models[row], request)) rows.push_back(row);
  }
  if (rows.empty()) return no_model_left(request);
  return rows;
}

Result<void> check_alpha(double alpha) {
  if (alpha >= 0.0 && alpha <= 1.0) return {};
  return invalid_argument("alpha must be from 0 (cheapest) to 1 (best).");
}

Result<void> check_limits(const Selection& selection) {
  if (selection.nearest_clusters == 0) return invalid_argument("nearest_clusters must be at least 1.");
  if (selection.max_cost_usd && !(*selection.max_cost_usd >= 0.0)) {
    return invalid_argument("max_cost_usd must be at least 0.");
  }
  if (selection.min_accuracy && !(*selection.min_accuracy >= 0.0 && *selection.min_accuracy <= 1.0)) {
    return invalid_argument("min_accuracy must be from 0 to 1.");
  }
  return {};
}

}  // namespace

Result<Selection> select(const Artifact& artifact, const Request& request) {
  const Defaults& defaults = artifact.defaults;
  const Scoring scoring = request.scoring.value_or(defaults.scoring);
  const std::uint32_t nearest_clusters =
      scoring == defaults.scoring ? defaults.nearest_clusters : default_nearest_clusters(scoring);
  Selection selection{
      scoring, request.nearest_clusters.value_or(nearest_clusters), {}, request.max_cost_usd, request.min_accuracy};
  if (auto valid = check_limits(selection); !valid) return valid.error();
  if (!is_available(scoring, artifact.posterior)) {
    return invalid_argument("the artifact was fitted without the scoring mode " + std::string(scoring_name(scoring)) +
                            ". Fit it again, or request another mode.");
  }
  Result<std::vector<std::uint32_t>> models = find_models(artifact.models, request);
  if (!models) return models.error();
  selection.models = *std::move(models);
  return selection;
}

Result<Plan> Router::plan(const Request& request) const {
  const double alpha = request.alpha.value_or(artifact_.defaults.alpha);
  if (auto valid = check_alpha(alpha); !valid) return valid.error();
  if (request.budget && request.alpha) return invalid_argument("budget and alpha exclude each other. Set one of them.");
  Result<Selection> selection = select(artifact_, request);
  if (!selection) return selection.error();
  if (!request.budget) return Plan{*std::move(selection), alpha};
  const Result<OperatingPoint> point = solve_budget(artifact_, *request.budget, *selection);
  if (!point) return point.error();
  return Plan{*std::move(selection), point->alpha};
}

Result<OperatingPoint> Router::solve(const Request& request) const {
  if (!request.budget) return invalid_argument("the request has no budget. Set one.");
  const Result<Selection> selection = select(artifact_, request);
  if (!selection) return selection.error();
  return solve_budget(artifact_, *request.budget, *selection);
}

}  // namespace alpharoute
