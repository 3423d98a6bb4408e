// POST /v1/route: the decision that a chat completion would be answered by, without calling anyone.
#include <cmath>
#include <nlohmann/json.hpp>

#include "alpharoute/dot.h"
#include "data/decision_json.h"
#include "data/strict_json.h"
#include "provider/chat_request.h"
#include "server/decide.h"
#include "server/handlers.h"
#include "server/refusals.h"

namespace alpharoute::server {
namespace {

using nlohmann::json;

struct Query {
  std::string text;
  std::vector<float> embedding;
  RouteOptions options;
};

Error refused(std::string message) { return {ErrorCode::bad_argument, std::move(message)}; }

Result<void> take_embedding(const json& value, Query& query) {
  if (!value.is_array() || value.empty()) return refused("\"embedding\" must be a list of numbers.");
  for (const json& entry : value) {
    if (!entry.is_number()) return refused("\"embedding\" must be a list of numbers.");
    query.embedding.push_back(entry.get<float>());
  }
  const float length = std::sqrt(dot(query.embedding, query.embedding));
  if (!(length > 0.0f) || !std::isfinite(length)) return refused("\"embedding\" must not be all zero.");
  for (float& entry : query.embedding) entry /= length;
  return {};
}

// The text and the needs of messages are read as those of a chat completion are.
Result<void> take_messages(const json& root, unsigned turns, Query& query) {
  json chat = root;
  chat["model"] = "alpharoute";
  std::string body = chat.dump(-1, ' ', false, json::error_handler_t::replace);
  body.reserve(body.size() + net::HttpRequest::kPadding);
  const Result<provider::ChatRequest> request = provider::read_chat_request(body, turns);
  if (!request) return request.error();
  query.text = request->query;
  query.options.request.capabilities = request->needs();
  return {};
}

Result<Query> read_query(const net::HttpRequest& request, unsigned turns) {
  const Result<json> root = data::parse_json(request.body);
  if (!root) return refused("The request's body " + root.error().message + ".");
  if (!root->is_object()) return refused("The request's body must be a JSON object.");
  Query query;
  json rest = *root;
  int given = 0;
  if (rest.contains("text")) {
    if (!rest["text"].is_string()) return refused("\"text\" must be a text.");
    query.text = rest["text"].get<std::string>();
    rest.erase("text");
    ++given;
  }
  if (rest.contains("embedding")) {
    if (const auto taken = take_embedding(rest["embedding"], query); !taken) return taken.error();
    rest.erase("embedding");
    ++given;
  }
  if (rest.contains("messages")) {
    json chat = json::object();
    for (const char* key : {"messages", "tools", "functions", "response_format", "max_tokens"}) {
      if (!rest.contains(key)) continue;
      chat[key] = rest[key];
      rest.erase(key);
    }
    if (const auto taken = take_messages(chat, turns, query); !taken) return taken.error();
    ++given;
  }
  if (given != 1) return refused("Give exactly one of \"text\", \"messages\" and \"embedding\".");
  if (rest.contains("model")) {
    if (!rest["model"].is_string() || !asks_for_routing(rest["model"].get<std::string>())) {
      return refused("\"model\" must be \"alpharoute\", or left out.");
    }
    if (const auto read = read_model_name(rest["model"].get<std::string>(), query.options); !read) return read.error();
    rest.erase("model");
  }
  if (rest.contains("alpharoute")) {
    if (!rest["alpharoute"].is_object()) return refused("\"alpharoute\" must be an object.");
    if (const auto read = read_options(rest["alpharoute"], query.options); !read) return read.error();
    rest.erase("alpharoute");
  }
  if (const auto read = read_options(request, query.options); !read) return read.error();
  if (const auto read = read_options(rest, query.options); !read) return read.error();
  return query;
}

}  // namespace

asio::awaitable<void> post_route(Exchange& exchange) {
  const State& state = *exchange.lane->state;
  const Result<Query> query = read_query(exchange.request, state.config.router.turns);
  if (!query) co_return co_await refuse(exchange, query.error());
  Decision decision;
  if (!co_await decide(exchange, query->options, query->text, query->embedding, decision)) co_return;
  const std::string body = data::to_json(decision, state.router.artifact()).dump();
  exchange.log_fields += " model=" + state.router.artifact().models[decision.model].id;
  co_await exchange.respond_json(200, body);
}

}  // namespace alpharoute::server
