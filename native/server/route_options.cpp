#include "server/route_options.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace alpharoute::server {
namespace {

using nlohmann::json;

Error refused(std::string message) { return {ErrorCode::bad_argument, std::move(message)}; }

Error wrong(std::string_view key, std::string_view what) {
  return refused("\"" + std::string(key) + "\" must be " + std::string(what) + ".");
}

std::optional<double> number_of(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view entry = text.substr(0, comma);
    while (entry.starts_with(' ')) entry.remove_prefix(1);
    while (entry.ends_with(' ')) entry.remove_suffix(1);
    if (!entry.empty()) out.emplace_back(entry);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

Result<void> take(const json& value, std::string_view key, std::optional<double>& out) {
  if (!value.is_number()) return wrong(key, "a number");
  out = value.get<double>();
  return {};
}

Result<void> take(const json& value, std::string_view key, std::optional<std::uint32_t>& out) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > (1u << 30)) return wrong(key, "a whole number");
  out = value.get<std::uint32_t>();
  return {};
}

Result<void> take(const json& value, std::string_view key, std::vector<std::string>& out) {
  if (!value.is_array()) return wrong(key, "a list of texts");
  out.clear();
  for (const json& entry : value) {
    if (!entry.is_string()) return wrong(key, "a list of texts");
    out.push_back(entry.get<std::string>());
  }
  return {};
}

Budget& budget_of(Request& request) {
  if (!request.budget) request.budget = Budget();
  return *request.budget;
}

Result<void> take_member(const std::string& key, const json& value, RouteOptions& options) {
  Request& request = options.request;
  if (key == "alpha") return take(value, key, request.alpha);
  if (key == "top_p") return take(value, key, request.top_p);
  if (key == "models") return take(value, key, request.models);
  if (key == "deny") return take(value, key, request.deny);
  if (key == "needs") return take(value, key, request.capabilities);
  if (key == "context_tokens") return take(value, key, request.context_tokens);
  if (key == "max_cost_usd") return take(value, key, request.max_cost_usd);
  if (key == "min_accuracy") return take(value, key, request.min_accuracy);
  if (key == "cost_per_1000") return take(value, key, budget_of(request).cost_per_1000);
  if (key == "best_share") return take(value, key, budget_of(request).best_share);
  if (key == "conversation") {
    if (!value.is_string()) return wrong(key, "a text");
    options.conversation = value.get<std::string>();
    return {};
  }
  if (key == "scoring") {
    request.scoring = value.is_string() ? scoring_from_name(value.get<std::string>()) : std::nullopt;
    if (!request.scoring) return wrong(key, "\"posterior\", \"paper\" or \"refcode\"");
    return {};
  }
  return refused("\"" + key + "\" is no option of the router: docs/http-api.md lists them.");
}

}  // namespace

bool asks_for_routing(std::string_view model) { return model == "alpharoute" || model.starts_with("alpharoute:"); }

Result<void> read_options(const json& object, RouteOptions& options) {
  for (const auto& [key, value] : object.items()) {
    if (value.is_null()) continue;
    if (const Result<void> taken = take_member(key, value, options); !taken) return taken.error();
  }
  return {};
}

Result<void> read_options(const net::HttpRequest& request, RouteOptions& options) {
  const auto number = [&](std::string_view name, std::optional<double>& out) -> Result<void> {
    const std::string_view text = request.header(name);
    if (text.empty()) return {};
    out = number_of(text);
    if (!out) return refused("The field " + std::string(name) + " must hold a number.");
    return {};
  };
  Request& out = options.request;
  if (const auto read = number("x-alpharoute-alpha", out.alpha); !read) return read.error();
  if (const auto read = number("x-alpharoute-max-cost-usd", out.max_cost_usd); !read) return read.error();
  if (const auto read = number("x-alpharoute-min-accuracy", out.min_accuracy); !read) return read.error();
  if (request.has_header("x-alpharoute-models")) out.models = list_of(request.header("x-alpharoute-models"));
  if (request.has_header("x-alpharoute-deny")) out.deny = list_of(request.header("x-alpharoute-deny"));
  if (request.has_header("x-alpharoute-needs")) out.capabilities = list_of(request.header("x-alpharoute-needs"));
  if (request.has_header("x-alpharoute-conversation")) {
    options.conversation = request.header("x-alpharoute-conversation");
  }
  return {};
}

Result<void> read_model_name(std::string_view model, RouteOptions& options) {
  const std::size_t colon = model.find(':');
  if (colon == std::string_view::npos) return {};
  options.request.alpha = number_of(model.substr(colon + 1));
  if (!options.request.alpha) {
    return refused("The model \"" + std::string(model) + "\" is not \"alpharoute:\" and a number from 0 to 1.");
  }
  return {};
}

}  // namespace alpharoute::server
