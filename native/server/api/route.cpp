// POST /v1/route: the decision that a chat completion would be answered by, without calling anyone.
#include <cmath>
#include <nlohmann/json.hpp>

#include "alpharoute/dot.h"
#include "data/decision_json.h"
#include "base/strict_json.h"
#include "protocol/openai/chat_request.h"
#include "server/decide/decide.h"
#include "server/api/handlers.h"
#include "server/http/refusals.h"

namespace alpharoute::server {
namespace {

using nlohmann::json;

struct Query {
  std::string text;
  std::vector<float> embedding;
  RouteOptions options;
};

Error refused(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

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

Result<void> check_model(const json& root) {
  const auto model = root.find("model");
  if (model == root.end() || (model->is_string() && asks_for_routing(model->get<std::string>()))) return {};
  return refused("\"model\" must be \"alpharoute\", or left out.");
}

// A chat completion's body, as it would be answered. Options may also stand beside the messages, but for `top_p`, which
// is the completion's own there.
Result<Query> read_messages(const net::HttpRequest& request, json chat, unsigned turns) {
  if (!chat.contains("model")) chat["model"] = "alpharoute";
  for (const char* key : {"alpha", "scoring", "models", "deny", "capabilities", "context_tokens", "max_cost_usd",
                          "min_accuracy", "budget", "conversation"}) {
    if (chat.contains(key)) chat["alpharoute"][key] = chat[key];
  }
  std::string body = chat.dump(-1, ' ', false, json::error_handler_t::replace);
  body.reserve(body.size() + net::HttpRequest::kPadding);
  const Result<provider::ChatRequest> completion = provider::read_chat_request(body, turns);
  if (!completion) return completion.error();
  Result<RouteOptions> options = read_options(request, *completion);
  if (!options) return options.error();
  Query query;
  query.text = completion->query;
  query.options = *std::move(options);
  return query;
}

// A text or an embedding: everything else is an option.
Result<Query> read_plain(const net::HttpRequest& request, json root) {
  Query query;
  if (root.contains("text")) {
    if (!root["text"].is_string()) return refused("\"text\" must be a text.");
    query.text = root["text"].get<std::string>();
  } else if (const auto taken = take_embedding(root["embedding"], query); !taken) {
    return taken.error();
  }
  const std::string model = root.value("model", "");
  const json more = root.value("alpharoute", json::object());
  if (!more.is_object()) return refused("\"alpharoute\" must be an object.");
  for (const char* key : {"text", "embedding", "model", "alpharoute"}) root.erase(key);
  if (const auto read = read_options(request, query.options); !read) return read.error();
  if (const auto read = read_model_name(model, query.options); !read) return read.error();
  if (const auto read = read_options(more, query.options); !read) return read.error();
  if (const auto read = read_options(root, query.options); !read) return read.error();
  return query;
}

Result<Query> read_query(const net::HttpRequest& request, unsigned turns) {
  Result<json> root = base::parse_json(request.body);
  if (!root) return refused("The request's body " + root.error().message + ".");
  if (!root->is_object()) return refused("The request's body must be a JSON object.");
  if (root->contains("text") + root->contains("messages") + root->contains("embedding") != 1) {
    return refused("Give exactly one of \"text\", \"messages\" and \"embedding\".");
  }
  if (const auto checked = check_model(*root); !checked) return checked.error();
  return root->contains("messages") ? read_messages(request, *std::move(root), turns)
                                    : read_plain(request, *std::move(root));
}

}  // namespace

asio::awaitable<void> post_route(Exchange& exchange) {
  const State& state = *exchange.worker_state->state;
  const Result<Query> query = read_query(exchange.request, state.config.router.turns);
  if (!query) co_return co_await refuse(exchange, query.error());
  Decision decision;
  if (!co_await decide(exchange, query->options, query->text, query->embedding, decision)) co_return;
  const std::string body = data::to_json(decision, state.router.artifact()).dump();
  exchange.log_fields += " model=" + state.router.artifact().models[decision.model].id;
  co_await exchange.respond_json(200, body);
}

}  // namespace alpharoute::server
