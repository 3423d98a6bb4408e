#include "server/decide/choose.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "server/decide/decide.h"
#include "server/http/problem.h"

namespace alpharoute::server {
namespace {

using protocol::ChatRequest;
using provider::Model;

// The models with a score, the chosen one first, then by score; ties in the order of the artifact.
std::vector<const Model*> candidates(const State& state, const Decision& decision) {
  std::vector<const ModelScore*> order;
  order.reserve(decision.models.size());
  for (const ModelScore& entry : decision.models) {
    if (!std::isnan(entry.score)) order.push_back(&entry);
  }
  std::sort(order.begin(), order.end(), [&](const ModelScore* a, const ModelScore* b) {
    if ((a->model == decision.model) != (b->model == decision.model)) return a->model == decision.model;
    return a->score > b->score || (a->score == b->score && a < b);
  });
  std::vector<const Model*> models;
  models.reserve(order.size());
  for (const ModelScore* entry : order) models.push_back(&state.models[state.model_of_row[entry->model]]);
  return models;
}

// By the name that the client gives, else by the first user turn.
std::uint64_t conversation_key(const Exchange& exchange, const RouteOptions& options, const ChatRequest& chat) {
  std::string identity = exchange.key != nullptr ? exchange.key->name : "";
  identity += '\n';
  identity += options.conversation.empty() ? chat.opening : options.conversation;
  return std::hash<std::string>()(identity);
}

double score_of(const State& state, const Decision& decision, const std::string& id) {
  for (const ModelScore& entry : decision.models) {
    if (state.router.artifact().models[entry.model].id == id) return entry.score;
  }
  return -std::numeric_limits<double>::infinity();
}

// Moves the conversation's previous model to the front.
void keep_model(const State& state, const Decision& decision, const std::string& previous,
                std::vector<const Model*>& models) {
  const auto found =
      std::find_if(models.begin(), models.end(), [&](const Model* model) { return model->id == previous; });
  if (found == models.end()) return;
  const double lead = score_of(state, decision, models.front()->id) - score_of(state, decision, previous);
  if (lead <= state.config.router.sticky_margin) std::rotate(models.begin(), found, found + 1);
}

asio::awaitable<HttpResult<Choice>> choose_by_decision(Exchange& exchange, const ChatRequest& chat) {
  const State& state = *exchange.worker_state->state;
  const Result<RouteOptions> options = read_options(exchange.request, chat);
  if (!options) co_return http_error(options.error());
  // Reuses the memory of the last decision. A request in between finds an empty one.
  Decision decision = std::move(exchange.worker_state->decision);
  const std::span<const float> no_embedding;
  const HttpResult<void> decided = co_await decide(exchange, *options, chat.query, no_embedding, decision);
  if (!decided) co_return decided.error();
  Choice choice;
  choice.models = candidates(state, decision);
  choice.decision = DecisionSummary{decision.alpha, decision.margin, decision.novelty};
  if (state.config.router.sticky_margin > 0.0) {
    choice.conversation = conversation_key(exchange, *options, chat);
    const auto previous = exchange.worker.services.stickiness.model_of(choice.conversation);
    if (previous) keep_model(state, decision, *previous, choice.models);
  }
  exchange.worker_state->decision = std::move(decision);
  co_return choice;
}

}  // namespace

asio::awaitable<HttpResult<Choice>> choose(Exchange& exchange, const ChatRequest& chat) {
  if (requests_routing(chat.model)) co_return co_await choose_by_decision(exchange, chat);
  const Model* model = exchange.worker_state->state->find_model(chat.model);
  if (model == nullptr) {
    co_return HttpError{404, "Unknown model \"" + chat.model + "\". GET /v1/models lists the models.",
                        "model_not_found"};
  }
  // A named model needs no options, but a misspelt header must not pass unnoticed.
  RouteOptions unused;
  if (const Result<void> read = read_options(exchange.request, unused); !read) co_return http_error(read.error());
  Choice choice;
  choice.models.push_back(model);
  co_return choice;
}

}  // namespace alpharoute::server
