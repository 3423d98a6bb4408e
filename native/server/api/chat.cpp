// POST /v1/chat/completions: decide, call, stream back.
#include <algorithm>

#include "resilience/attempt_loop.h"
#include "server/decide/decide.h"
#include "server/api/handlers.h"
#include "base/number_text.h"
#include "server/http/refusals.h"
#include "server/runtime/stickiness.h"

namespace alpharoute::server {
namespace {

using provider::ChatRequest;
using provider::Model;

std::uint64_t conversation_of(const Exchange& exchange, const RouteOptions& options, const ChatRequest& chat) {
  std::string identity = exchange.key != nullptr ? exchange.key->name : "";
  identity += '\n';
  identity += options.conversation.empty() ? chat.opening : options.conversation;
  return std::hash<std::string>()(identity);
}

void add_headers(Exchange& exchange, const Decision& decision) {
  exchange.add_header("x-alpharoute-alpha", base::number_text(decision.alpha, 6));
  exchange.add_header("x-alpharoute-margin", base::number_text(decision.margin, 6));
  exchange.add_header("x-alpharoute-novelty", base::number_text(decision.novelty, 4));
}

// The model that the conversation had goes first, unless another is better by the margin.
void keep_model(const Decision& decision, const std::string& kept, double margin, const State& state,
                std::vector<const Model*>& models) {
  const auto score_of = [&](const std::string& id) {
    for (const ModelScore& entry : decision.models) {
      if (state.router.artifact().models[entry.model].id == id) return entry.score;
    }
    return -1e300;
  };
  const auto found = std::find_if(models.begin(), models.end(), [&](const Model* model) { return model->id == kept; });
  if (found == models.end() || score_of(models.front()->id) - score_of(kept) > margin) return;
  std::rotate(models.begin(), found, found + 1);
}

struct Routed {
  std::vector<const Model*> models;
  std::uint64_t conversation = 0;
};

// Nothing: the caller has been told why.
asio::awaitable<std::optional<Routed>> route(Exchange& exchange, const ChatRequest& chat) {
  const State& state = *exchange.worker_state->state;
  const Result<RouteOptions> options = read_options(exchange.request, chat);
  if (!options) {
    co_await refuse(exchange, options.error());
    co_return std::nullopt;
  }
  Decision decision = std::move(exchange.worker_state->decision);  // for its memory; a second request at once has its own
  const std::span<const float> no_embedding;
  if (!co_await decide(exchange, *options, chat.query, no_embedding, decision)) co_return std::nullopt;
  Routed routed;
  const std::vector<std::uint32_t> rows = candidates(decision);
  routed.models.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    routed.models.push_back(&state.models[state.model_of_row[row]]);
  }
  add_headers(exchange, decision);
  const double margin = state.config.router.sticky_margin;
  if (margin > 0.0) {
    routed.conversation = conversation_of(exchange, *options, chat);
    const auto kept = exchange.worker.services.stickiness.model_of(routed.conversation);
    if (kept) keep_model(decision, *kept, margin, state, routed.models);
  }
  exchange.worker_state->decision = std::move(decision);
  co_return routed;
}

// Source: https://www.w3.org/TR/trace-context/, "traceparent".
bool is_traceparent(std::string_view text) {
  if (text.size() != 55 || text[2] != '-' || text[35] != '-' || text[52] != '-') return false;
  return text.find_first_not_of("0123456789abcdef-") == std::string_view::npos;
}

}  // namespace

asio::awaitable<void> post_chat(Exchange& exchange) {
  const State& state = *exchange.worker_state->state;
  const Result<ChatRequest> chat = provider::read_chat_request(exchange.request.body, state.config.router.turns);
  if (!chat) co_return co_await refuse(exchange, chat.error());
  Routed routed;
  if (asks_for_routing(chat->model)) {
    std::optional<Routed> result = co_await route(exchange, *chat);
    if (!result) co_return;
    routed = *std::move(result);
  } else {
    const Model* model = state.find_model(chat->model);
    if (model == nullptr) {
      const std::string message = "There is no model \"" + chat->model + "\": GET /v1/models lists them.";
      co_return co_await exchange.refuse(404, message, "model_not_found");
    }
    routed.models.push_back(model);
  }
  AnswerRequest asked{*chat, std::move(routed.models), ""};
  const std::string_view trace = exchange.request.header("traceparent");
  if (is_traceparent(trace)) asked.traceparent = trace;
  const Model* model = co_await answer(exchange, asked);
  if (model != nullptr && routed.conversation != 0) {
    exchange.worker.services.stickiness.remember(routed.conversation, model->id);
  }
}

}  // namespace alpharoute::server
