#include <cmath>
#include <limits>

#include "alpharoute/interchange.h"
#include "json.h"

namespace alpharoute {
namespace {

Error wrong(std::string_view key, std::string_view expected) {
  return {ErrorCode::invalid_argument, "\"" + std::string(key) + "\" is not " + std::string(expected) + "."};
}

Result<void> take(const Json& value, std::string_view key, std::optional<double>& field) {
  if (!value.is_number()) return wrong(key, "a number");
  field = value.get<double>();
  return {};
}

Result<void> take(const Json& value, std::string_view key, std::optional<std::uint32_t>& field) {
  const double number = value.is_number() ? value.get<double>() : -1.0;
  if (!(number >= 0.0) || number > std::numeric_limits<std::uint32_t>::max() || number != std::floor(number)) {
    return wrong(key, "a whole number from 0 to 4294967295");
  }
  field = static_cast<std::uint32_t>(number);
  return {};
}

Result<void> take(const Json& value, std::string_view key, std::vector<std::string>& field) {
  if (!value.is_array()) return wrong(key, "a list of texts");
  field.clear();
  for (const Json& entry : value) {
    if (!entry.is_string()) return wrong(key, "a list of texts");
    field.push_back(entry.get<std::string>());
  }
  return {};
}

Result<void> take(const Json& value, std::string_view key, std::optional<Scoring>& field) {
  field = value.is_string() ? scoring_from_name(value.get_ref<const std::string&>()) : std::nullopt;
  return field ? Result<void>() : wrong(key, "\"posterior\", \"paper\" or \"refcode\"");
}

Result<void> take(const Json& value, std::string_view key, std::optional<Budget>& field) {
  if (!value.is_object()) return wrong(key, "an object with \"cost_per_1000\" or \"best_share\"");
  field.emplace();
  for (const auto& [name, entry] : value.items()) {
    if (entry.is_null()) continue;
    std::optional<double>* target = name == "cost_per_1000" ? &field->cost_per_1000
                                    : name == "best_share"  ? &field->best_share
                                                            : nullptr;
    if (target == nullptr) return wrong(key, "an object with \"cost_per_1000\" or \"best_share\"");
    if (auto done = take(entry, "budget." + name, *target); !done) return done;
  }
  return {};
}

Result<void> take_entry(const std::string& key, const Json& value, Request& request) {
  if (key == "alpha") return take(value, key, request.alpha);
  if (key == "scoring") return take(value, key, request.scoring);
  if (key == "nearest_clusters") return take(value, key, request.nearest_clusters);
  if (key == "models") return take(value, key, request.models);
  if (key == "deny") return take(value, key, request.deny);
  if (key == "capabilities") return take(value, key, request.capabilities);
  if (key == "context_tokens") return take(value, key, request.context_tokens);
  if (key == "max_cost_usd") return take(value, key, request.max_cost_usd);
  if (key == "min_accuracy") return take(value, key, request.min_accuracy);
  if (key == "budget") return take(value, key, request.budget);
  return Error{ErrorCode::invalid_argument,
               "\"" + key +
                   "\" is no option. There are alpha, scoring, nearest_clusters, models, deny, capabilities, context_tokens, "
                   "max_cost_usd, min_accuracy and budget."};
}

}  // namespace

Result<void> parse_request(std::string_view json, Request& request) {
  const Result<Json> object = parse_object(json, "the options");
  if (!object) return Error{ErrorCode::invalid_argument, object.error().message};
  for (const auto& [key, value] : object->items()) {
    if (value.is_null()) continue;
    if (auto done = take_entry(key, value, request); !done) return done;
  }
  return {};
}

Result<Request> parse_request(std::string_view json) {
  Request request;
  if (auto done = parse_request(json, request); !done) return done.error();
  return request;
}

}  // namespace alpharoute
