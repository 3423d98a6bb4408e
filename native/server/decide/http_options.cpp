#include "server/decide/http_options.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "alpharoute/interchange.h"
#include "base/strict_json.h"
#include "protocol/values/usage.h"

namespace alpharoute::server {
namespace {

using nlohmann::json;

Error refused(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

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

}  // namespace

bool asks_for_routing(std::string_view model) { return model == "alpharoute" || model.starts_with("alpharoute:"); }

Result<void> read_options(const json& object, RouteOptions& options) {
  json of_core = object;
  if (const auto conversation = of_core.find("conversation"); conversation != of_core.end()) {
    if (!conversation->is_string()) return refused("\"conversation\" is not a text.");
    options.conversation = conversation->get<std::string>();
    of_core.erase(conversation);
  }
  return parse_request(of_core.dump(), options.request);
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
  if (request.has_header("x-alpharoute-capabilities"))
    out.capabilities = list_of(request.header("x-alpharoute-capabilities"));
  if (request.has_header("x-alpharoute-conversation")) {
    options.conversation = request.header("x-alpharoute-conversation");
  }
  return {};
}

Result<RouteOptions> read_options(const net::HttpRequest& http, const provider::ChatRequest& chat) {
  RouteOptions options;
  if (const auto read = read_options(http, options); !read) return read.error();
  if (const auto read = read_model_name(chat.model, options); !read) return read.error();
  if (!chat.options.empty()) {
    const Result<json> object = base::parse_json(chat.options);
    if (!object) return refused("\"alpharoute\" " + object.error().message + ".");
    if (const auto read = read_options(*object, options); !read) return read.error();
  }
  for (const std::string& need : chat.needs()) options.request.capabilities.push_back(need);
  // Only where it may matter: a plan of its own costs more than the decision.
  const std::uint64_t tokens = provider::estimated_tokens(chat.text_bytes) + chat.max_tokens.value_or(0);
  if (!options.request.context_tokens && tokens > 2000) {
    options.request.context_tokens = static_cast<std::uint32_t>(std::min<std::uint64_t>(tokens, 1u << 30));
  }
  return options;
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
