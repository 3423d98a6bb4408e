#include "alpharoute/options.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/json.h"
#include "options_value.h"

namespace alpharoute {
namespace {

constexpr std::string_view kBudget = "budget";

constexpr Option kOptions[] = {
    {"alpha", &Request::alpha, "Weight of accuracy against cost: 0 cheapest, 1 most accurate"},
    {"scoring", &Request::scoring, "Scoring mode"},
    {"nearest_clusters", &Request::nearest_clusters, "Number of nearest clusters to read"},
    {"models", &Request::models, "Ids of the models that may answer (default: all)"},
    {"deny", &Request::deny, "Ids of excluded models"},
    {"capabilities", &Request::capabilities, "Capabilities that a model must have, such as tools and images"},
    {"context_tokens", &Request::context_tokens, "Number of tokens that must fit in the model's context"},
    {"max_cost_usd", &Request::max_cost_usd, "Highest expected cost of this prompt, in USD"},
    {"min_accuracy", &Request::min_accuracy, "Lowest expected accuracy for this prompt, 0 to 1"},
    {"cost_per_1000", &Budget::cost_per_1000,
     "Instead of alpha: highest mean cost of 1,000 prompts, in USD; maximises accuracy"},
    {"best_share", &Budget::best_share,
     "Instead of alpha: lowest share of the best model's mean accuracy, 0 to 1; minimises cost"},
};

bool is_in_budget(const Option& option) {
  return std::holds_alternative<std::optional<double> Budget::*>(option.field);
}

Error wrong_type(std::string_view place, std::string_view expected) {
  return {ErrorCode::invalid_argument, std::string(place) + " must be " + std::string(expected) + "."};
}

// Assigns a value of the matching type to the member of `request`.
struct Setter {
  OptionValue& value;
  std::string_view place;
  Request& request;

  Result<void> operator()(std::optional<double> Request::*field) const { return set_number(request.*field); }

  Result<void> operator()(std::optional<double> Budget::*field) const {
    if (!request.budget) request.budget.emplace();
    return set_number((*request.budget).*field);
  }

  Result<void> operator()(std::optional<std::uint32_t> Request::*field) const {
    const double* number = std::get_if<double>(&value);
    if (number == nullptr || !(*number >= 0.0) || *number > std::numeric_limits<std::uint32_t>::max() ||
        *number != std::floor(*number)) {
      return wrong_type(place, "a whole number from 0 to 4294967295");
    }
    request.*field = static_cast<std::uint32_t>(*number);
    return {};
  }

  Result<void> operator()(std::optional<Scoring> Request::*field) const {
    const std::string* name = std::get_if<std::string>(&value);
    const std::optional<Scoring> scoring = name == nullptr ? std::nullopt : scoring_from_name(*name);
    if (!scoring) return wrong_type(place, "a scoring mode: " + scoring_names());
    request.*field = scoring;
    return {};
  }

  Result<void> operator()(std::vector<std::string> Request::*field) const {
    std::vector<std::string>* list = std::get_if<std::vector<std::string>>(&value);
    if (list == nullptr) return wrong_type(place, "a list of strings");
    request.*field = std::move(*list);
    return {};
  }

  Result<void> set_number(std::optional<double>& field) const {
    const double* number = std::get_if<double>(&value);
    if (number == nullptr) return wrong_type(place, "a number");
    field = *number;
    return {};
  }
};

OptionValue value_of(const Json& json) {
  if (json.is_number()) return json.get<double>();
  if (json.is_string()) return json.get<std::string>();
  if (!json.is_array()) return {};
  std::vector<std::string> list;
  for (const Json& entry : json) {
    if (!entry.is_string()) return {};
    list.push_back(entry.get<std::string>());
  }
  return list;
}

const Option* find_option(std::string_view name, bool in_budget) {
  const auto found = std::find_if(std::begin(kOptions), std::end(kOptions), [&](const Option& option) {
    return option.name == name && is_in_budget(option) == in_budget;
  });
  return found == std::end(kOptions) ? nullptr : found;
}

Error unknown_budget() {
  std::string names;
  for (const Option& option : kOptions) {
    if (is_in_budget(option)) names += (names.empty() ? "\"" : " or \"") + std::string(option.name) + "\"";
  }
  return wrong_type("\"budget\"", "an object with " + names);
}

// Replaces the whole budget, so that one from an earlier source does not mix with it.
Result<void> read_budget(const Json& json, Request& request) {
  if (!json.is_object()) return unknown_budget();
  request.budget.emplace();
  for (const auto& [key, value] : json.items()) {
    if (value.is_null()) continue;
    const Option* option = find_option(key, true);
    if (option == nullptr) return unknown_budget();
    if (auto done = set_option(*option, value_of(value), "\"budget." + key + "\"", request); !done) return done;
  }
  return {};
}

std::string request_keys() {
  std::string keys;
  for (const Option& option : kOptions) {
    if (!is_in_budget(option)) keys += std::string(option.name) + ", ";
  }
  return keys + std::string(kBudget);
}

Result<void> read_member(const std::string& key, const Json& value, Request& request,
                         std::span<const ExtraMember> extra) {
  for (const ExtraMember& member : extra) {
    if (member.key != key) continue;
    if (!value.is_string()) return wrong_type("\"" + key + "\"", "a string");
    *member.value = value.get<std::string>();
    return {};
  }
  if (value.is_null()) return {};
  if (key == kBudget) return read_budget(value, request);
  if (const Option* option = find_option(key, false)) {
    return set_option(*option, value_of(value), "\"" + key + "\"", request);
  }
  std::string known = request_keys();
  for (const ExtraMember& member : extra) known += ", " + std::string(member.key);
  return Error{ErrorCode::invalid_argument, "\"" + key + "\" is not a request option. The options are " + known + "."};
}

}  // namespace

std::span<const Option> request_options() { return kOptions; }

bool is_request_key(std::string_view key) { return key == kBudget || find_option(key, false) != nullptr; }

Result<void> set_option(const Option& option, OptionValue value, std::string_view place, Request& request) {
  return std::visit(Setter{value, place, request}, option.field);
}

Result<void> parse_request(std::string_view json, Request& request, std::span<const ExtraMember> extra) {
  const Result<Json> object = parse_object(json, "the request");
  if (!object) return Error{ErrorCode::invalid_argument, object.error().message + "."};
  for (const auto& [key, value] : object->items()) {
    if (auto done = read_member(key, value, request, extra); !done) return done;
  }
  return {};
}

Result<Request> parse_request(std::string_view json) {
  Request request;
  if (auto done = parse_request(json, request); !done) return done.error();
  return request;
}

}  // namespace alpharoute
