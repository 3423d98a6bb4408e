#include <algorithm>
#include <cmath>

#include "alpharoute/router.h"

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

// A name that means nothing is a mistake, even where it would change nothing.
Result<void> check_ids(const std::vector<ModelInfo>& models, const std::vector<std::string>& ids) {
  const std::vector<std::string> known = ids_of(models);
  for (const std::string& id : ids) {
    if (!contains(known, id)) {
      return invalid_argument("the artifact does not know the model \"" + id + "\". It knows " + join(known) + ".");
    }
  }
  return {};
}

bool fits(const ModelInfo& model, const Request& request) {
  if (!request.models.empty() && !contains(request.models, model.id)) return false;
  if (contains(request.deny, model.id)) return false;
  if (request.context_tokens && model.context_length && *model.context_length < *request.context_tokens) return false;
  return std::all_of(request.capabilities.begin(), request.capabilities.end(),
                     [&](const std::string& wanted) { return contains(model.capabilities, wanted); });
}

Error nothing_left(const Request& request) {
  std::string needs;
  if (!request.capabilities.empty()) needs += " with " + join(request.capabilities);
  if (request.context_tokens) needs += " for " + std::to_string(*request.context_tokens) + " tokens of context";
  return {ErrorCode::no_model, "no allowed model is known" + (needs.empty() ? " that is not denied" : needs) +
                                   ". Allow more models, or ask for less."};
}

Result<std::vector<std::uint32_t>> find_models(const std::vector<ModelInfo>& models, const Request& request) {
  if (auto known = check_ids(models, request.models); !known) return known.error();
  if (auto known = check_ids(models, request.deny); !known) return known.error();
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < models.size(); ++row) {
    if (fits(models[row], request)) rows.push_back(row);
  }
  if (rows.empty()) return nothing_left(request);
  return rows;
}

Result<void> check_numbers(const Request& request, const Plan& plan) {
  if (!(plan.alpha >= 0.0 && plan.alpha <= 1.0)) return invalid_argument("alpha must be from 0 (cheapest) to 1 (best)");
  if (plan.nearest_clusters == 0) return invalid_argument("nearest_clusters must be at least 1 cluster");
  if (plan.max_cost_usd && !(*plan.max_cost_usd >= 0.0)) return invalid_argument("max_cost_usd must be from 0 up");
  if (plan.min_accuracy && !(*plan.min_accuracy >= 0.0 && *plan.min_accuracy <= 1.0)) {
    return invalid_argument("min_accuracy must be from 0 to 1");
  }
  if (request.budget && request.alpha) return invalid_argument("a budget decides alpha. Give one of the two.");
  return {};
}

}  // namespace

Result<Plan> Router::plan(const Request& request) const {
  const Defaults& defaults = artifact_.defaults;
  Plan plan{request.alpha.value_or(defaults.alpha),
            request.scoring.value_or(defaults.scoring),
            0,
            {},
            request.max_cost_usd,
            request.min_accuracy};
  plan.nearest_clusters = request.nearest_clusters.value_or(plan.scoring == defaults.scoring ? defaults.nearest_clusters : default_nearest_clusters(plan.scoring));
  if (auto valid = check_numbers(request, plan); !valid) return valid.error();
  if (plan.scoring == Scoring::posterior && artifact_.posterior.empty()) {
    return invalid_argument(
        "the artifact was fitted without the posterior mode. Fit it again, or ask for paper or refcode.");
  }
  Result<std::vector<std::uint32_t>> models = find_models(artifact_.models, request);
  if (!models) return models.error();
  plan.models = *std::move(models);
  if (request.budget) {
    const Result<OperatingPoint> place = solve(*request.budget, plan);
    if (!place) return place.error();
    plan.alpha = place->alpha;
  }
  return plan;
}

}  // namespace alpharoute
