#include "fit/fit_record.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace alpharoute::fit {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kOriginKeys[] = {"tool_version", "data_sha256", "rows",   "train_rows", "seed",
                                       "train_ratio",  "clusters",    "starts", "costs",      "answer_tokens"};

// JSON has no NaN: it is null there.
double number_or_nan(const Json& value) { return value.is_null() ? NAN : value.get<double>(); }

FitOrigin read_origin(const Json& fit) {
  return {fit.at("tool_version"), fit.at("data_sha256"),  fit.at("rows"),     fit.at("train_rows"),
          fit.at("seed"),         fit.at("train_ratio"),  fit.at("clusters"), fit.at("starts"),
          fit.at("costs"),        fit.at("answer_tokens")};
}

void write_origin(const FitOrigin& origin, Json& fit) {
  fit["tool_version"] = origin.tool_version;
  fit["data_sha256"] = origin.data_sha256;
  fit["rows"] = origin.rows;
  fit["train_rows"] = origin.train_rows;
  fit["seed"] = origin.seed;
  fit["train_ratio"] = origin.train_ratio;
  fit["clusters"] = origin.clusters;
  fit["starts"] = origin.starts;
  fit["costs"] = origin.costs;
  fit["answer_tokens"] = origin.answer_tokens;
}

PosteriorChoice read_posterior(const Json& json) {
  PosteriorChoice choice;
  choice.settings = {json.at("noise_scale"), json.at("reach"), json.at("softness"), json.at("ridge"),
                     json.at("head_share")};
  choice.folds = json.at("folds");
  if (choice.folds == 0) return choice;
  const Json& error = json.at("squared_error");
  choice.error = number_or_nan(error.at("chosen"));
  choice.clusters_alone = number_or_nan(error.at("clusters_alone"));
  choice.head_alone = number_or_nan(error.at("head_alone"));
  choice.global_means = number_or_nan(error.at("global_means"));
  return choice;
}

Json posterior_json(const PosteriorChoice& choice) {
  Json json = {{"noise_scale", choice.settings.noise_scale}, {"reach", choice.settings.reach},
               {"softness", choice.settings.softness},       {"ridge", choice.settings.ridge},
               {"head_share", choice.settings.head_share},   {"folds", choice.folds}};
  if (choice.folds == 0) return json;
  json["squared_error"] = {{"chosen", choice.error},
                           {"clusters_alone", choice.clusters_alone},
                           {"head_alone", choice.head_alone},
                           {"global_means", choice.global_means}};
  return json;
}

std::vector<ClusterCountError> read_clusters_tried(const Json& json) {
  std::vector<ClusterCountError> tried;
  for (const Json& entry : json) tried.push_back({entry.at("clusters"), number_or_nan(entry.at("squared_error"))});
  return tried;
}

TestSummary read_test(const Json& json) {
  TestSummary test{json.at("rows"),
                   number_or_nan(json.at("best_single_accuracy")),
                   number_or_nan(json.at("best_single_cost_per_1000")),
                   {}};
  for (const Json& entry : json.at("router")) {
    TestPoint point{number_or_nan(entry.at("alpha")),
                    number_or_nan(entry.at("accuracy")),
                    number_or_nan(entry.at("cost_per_1000")),
                    {}};
    for (const auto& [model, share] : entry.at("shares").items()) point.shares.emplace_back(model, share);
    test.router.push_back(std::move(point));
  }
  return test;
}

Json test_json(const TestSummary& test) {
  Json json = {{"rows", test.rows},
               {"best_single_accuracy", test.best_single_accuracy},
               {"best_single_cost_per_1000", test.best_single_cost_per_1000}};
  for (const TestPoint& point : test.router) {
    Json shares = Json::object();
    for (const auto& [model, share] : point.shares) shares[model] = share;
    json["router"].push_back({{"alpha", point.alpha},
                              {"accuracy", point.accuracy},
                              {"cost_per_1000", point.cost_per_1000},
                              {"shares", std::move(shares)}});
  }
  return json;
}

std::vector<AddedModel> read_added_models(const Json& json) {
  std::vector<AddedModel> models;
  for (const Json& entry : json) models.push_back({entry.at("id"), entry.at("labels"), entry.at("data_sha256")});
  return models;
}

// Moves the member `key` of `fit` to `part`, if it has the form that `read` expects.
template <typename Part, typename Read>
void move_part(Json& fit, const char* key, Part& part, Read read) {
  const auto found = fit.find(key);
  if (found == fit.end()) return;
  try {
    part = read(*found);
    fit.erase(key);
  } catch (const nlohmann::json::exception&) {  // stays in `fit`
  }
}

void move_origin(Json& fit, std::optional<FitOrigin>& origin) {
  try {
    origin = read_origin(fit);
    for (const char* key : kOriginKeys) fit.erase(key);
  } catch (const nlohmann::json::exception&) {  // stays in `fit`
  }
}

}  // namespace

FitRecord read_fit_record(std::string_view fit_json) {
  FitRecord record;
  Json fit = Json::parse(fit_json, nullptr, false);
  if (!fit.is_object()) return record;
  move_origin(fit, record.origin);
  move_part(fit, "posterior", record.posterior, read_posterior);
  move_part(fit, "clusters_tried", record.clusters_tried, read_clusters_tried);
  move_part(fit, "test", record.test, read_test);
  move_part(fit, "added_models", record.added_models, read_added_models);
  for (const auto& [key, value] : fit.items()) record.others.emplace_back(key, value.dump());
  return record;
}

std::string fit_record_json(const FitRecord& record) {
  Json fit = Json::object();
  if (record.origin) write_origin(*record.origin, fit);
  if (record.posterior) fit["posterior"] = posterior_json(*record.posterior);
  for (const ClusterCountError& tried : record.clusters_tried) {
    fit["clusters_tried"].push_back({{"clusters", tried.clusters}, {"squared_error", tried.squared_error}});
  }
  if (record.test) fit["test"] = test_json(*record.test);
  for (const AddedModel& model : record.added_models) {
    fit["added_models"].push_back({{"id", model.id}, {"labels", model.labels}, {"data_sha256", model.data_sha256}});
  }
  for (const auto& [key, text] : record.others) {
    if (!fit.contains(key)) fit[key] = Json::parse(text);
  }
  return fit.dump();
}

Result<FitOrigin> read_fit_origin(std::string_view fit_json) {
  std::optional<FitOrigin> origin = read_fit_record(fit_json).origin;
  if (origin) return *std::move(origin);
  return Error{ErrorCode::bad_format,
               "the artifact does not say how it was fitted, so its test rows are unknown. Pass --rows all."};
}

}  // namespace alpharoute::fit
