// POST /v1/route: the decision for a chat, a text or an embedding, without calling a model.
#include <cmath>
#include <nlohmann/json.hpp>

#include "alpharoute/describe.h"
#include "alpharoute/dot.h"
#include "base/json_members.h"
#include "base/strict_json.h"
#include "protocol/openai/chat_request.h"
#include "server/api/routes.h"
#include "server/decide/decide.h"
#include "server/http/problem.h"

namespace alpharoute::server {
namespace {

using base::JsonMember;
using nlohmann::json;

struct Query {
  std::string text;
  std::vector<float> embedding;
  RouteOptions options;
};

Error invalid(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

// Adds the options next to the messages to those in "alpharoute", which they override.
Result<std::string> merged_options(std::string_view body, const std::vector<JsonMember>& members,
                                   std::string_view options) {
  Result<json> merged = base::parse_json(options.empty() ? "{}" : options);
  if (!merged) return invalid("\"alpharoute\" " + merged.error().message + ".");
  for (const JsonMember& member : members) {
    if (!is_route_option(member.key)) continue;
    Result<json> value = base::parse_json(body.substr(member.value, member.end - member.value));
    if (!value) return invalid("\"" + std::string(member.key) + "\" " + value.error().message + ".");
    (*merged)[std::string(member.key)] = *std::move(value);
  }
  return merged->dump();
}

// Reads the body of a chat completion. The model may be missing.
Result<Query> read_chat(const net::HttpRequest& request, unsigned user_turns) {
  Result<protocol::ChatRequest> chat = protocol::read_chat_request(request.body, user_turns, "alpharoute");
  if (!chat) return chat.error();
  if (!requests_routing(chat->model)) return invalid("\"model\" must be \"alpharoute\" or missing.");
  const Result<std::string> merged = merged_options(request.body, chat->members, chat->options);
  if (!merged) return merged.error();
  chat->options = *merged;
  Result<RouteOptions> options = read_options(request, *chat);
  if (!options) return options.error();
  return Query{chat->query, {}, *std::move(options)};
}

Result<std::vector<float>> read_embedding(const json& value) {
  if (!value.is_array() || value.empty()) return invalid("\"embedding\" must be a list of numbers.");
  std::vector<float> embedding;
  for (const json& entry : value) {
    if (!entry.is_number()) return invalid("\"embedding\" must be a list of numbers.");
    embedding.push_back(entry.get<float>());
  }
  const float length = std::sqrt(dot(embedding, embedding));
  if (!(length > 0.0f) || !std::isfinite(length)) return invalid("\"embedding\" must have a positive, finite length.");
  for (float& entry : embedding) entry /= length;
  return embedding;
}

// Headers, model name, "alpharoute" and top-level members, each of which overrides the ones before.
Result<void> read_all_options(const net::HttpRequest& request, json root, RouteOptions& options) {
  const json model = root.value("model", json("alpharoute"));
  if (!model.is_string() || !requests_routing(model.get<std::string>())) {
    return invalid("\"model\" must be \"alpharoute\" or missing.");
  }
  const json object = root.value("alpharoute", json::object());
  if (!object.is_object()) return invalid("\"alpharoute\" must be an object.");
  for (const char* key : {"text", "embedding", "model", "alpharoute"}) root.erase(key);
  if (const auto read = read_options(request, options); !read) return read;
  if (const auto read = read_model_name(model.get<std::string>(), options); !read) return read;
  if (const auto read = read_options(object, options); !read) return read;
  return read_options(root, options);
}

// Reads a body with a text or an embedding.
Result<Query> read_plain(const net::HttpRequest& request) {
  Result<json> root = base::parse_json(request.body);
  if (!root) return invalid("The request body " + root.error().message + ".");
  if (!root->is_object()) return invalid("The request body must be a JSON object.");
  if (root->contains("text") == root->contains("embedding")) {
    return invalid("Give exactly one of \"text\", \"messages\" and \"embedding\".");
  }
  Query query;
  if (root->contains("text")) {
    if (!(*root)["text"].is_string()) return invalid("\"text\" must be a string.");
    query.text = (*root)["text"].get<std::string>();
  } else {
    Result<std::vector<float>> embedding = read_embedding((*root)["embedding"]);
    if (!embedding) return embedding.error();
    query.embedding = *std::move(embedding);
  }
  if (const auto read = read_all_options(request, *std::move(root), query.options); !read) return read.error();
  return query;
}

Result<Query> read_query(const net::HttpRequest& request, unsigned user_turns) {
  // The body may be invalid JSON here: the scan is safe, and the functions that it leads to validate.
  const std::vector<JsonMember> members = base::json_members(request.body);
  const auto has = [&](std::string_view key) { return base::find_member(members, key) != nullptr; };
  if (!has("messages")) return read_plain(request);
  if (has("text") || has("embedding")) return invalid("Give exactly one of \"text\", \"messages\" and \"embedding\".");
  return read_chat(request, user_turns);
}

}  // namespace

asio::awaitable<HttpResult<void>> post_route(Exchange& exchange) {
  const State& state = *exchange.worker_state->state;
  const Result<Query> query = read_query(exchange.request, state.config.router.user_turns);
  if (!query) co_return http_error(query.error());
  Decision decision;
  const HttpResult<void> decided = co_await decide(exchange, query->options, query->text, query->embedding, decision);
  if (!decided) co_return decided.error();
  const std::string body = describe(decision, state.router.artifact());
  exchange.log_fields += " model=" + state.router.artifact().models[decision.model].id;
  co_return co_await exchange.respond_json(200, body);
}

}  // namespace alpharoute::server
