#include "server/decide/decide.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cmath>

#include "server/http/refusals.h"
#include "server/decide/prompt_embedder.h"

namespace alpharoute::server {
namespace {

bool is_plain(const Request& request) {
  return !request.alpha && !request.scoring && !request.nearest_clusters && request.models.empty() && request.deny.empty() &&
         request.capabilities.empty() && !request.context_tokens && !request.max_cost_usd && !request.min_accuracy &&
         !request.budget;
}

// Those that are asked for and have a provider. A model that nobody serves is refused by name.
Result<void> keep_served(const State& state, Request& request) {
  const std::vector<std::string>& served = state.served_rows;
  if (request.models.empty()) {
    request.models = served;
    return {};
  }
  for (const std::string& id : request.models) {
    if (std::find(served.begin(), served.end(), id) == served.end()) {
      return Error{ErrorCode::invalid_argument, "There is no model \"" + id +
                                                "\" that this gateway can route to: GET "
                                                "/v1/models lists them."};
    }
  }
  return {};
}

Result<Plan> plan_of(const State& state, Request request) {
  if (const Result<void> kept = keep_served(state, request); !kept) return kept.error();
  return state.router.plan(request);
}

// On a CPU thread, with working space of its own.
asio::awaitable<Result<void>> decide_elsewhere(const Router& router, std::string_view text, const Plan& plan,
                                               Decision& decision) {
  Workspace workspace;
  co_return router.decide(text, plan, workspace, decision);
}

}  // namespace

asio::awaitable<bool> decide(Exchange& exchange, const RouteOptions& options, std::string_view text,
                             std::span<const float> embedding, Decision& decision) {
  WorkerState& worker_state = *exchange.worker_state;
  const State& state = *worker_state.state;
  std::optional<Plan> own_plan;
  if (!is_plain(options.request)) {
    Result<Plan> planned = plan_of(state, options.request);
    if (!planned) {
      co_await refuse(exchange, planned.error());
      co_return false;
    }
    own_plan = *std::move(planned);
  }
  const Plan& plan = own_plan ? *own_plan : state.default_plan;
  EmbeddedTexts remote;
  if (embedding.empty() && state.embedding_model) {
    const std::vector<std::string> texts = {std::string(text)};
    if (!co_await embed_by_provider(exchange, texts, remote)) co_return false;
    embedding = remote.vectors.front();
  }
  const net::Clock::time_point began = net::Clock::now();
  Result<void> done;
  if (!embedding.empty()) {
    done = state.router.decide(embedding, plan, worker_state.workspace, decision);
  } else if (text.size() <= state.config.router.long_text_bytes) {
    done = state.router.decide(text, plan, worker_state.workspace, decision);
  } else {
    auto work = decide_elsewhere(state.router, text, plan, decision);
    done = co_await asio::co_spawn(exchange.worker.services.pool, std::move(work), asio::use_awaitable);
  }
  if (!done) {
    co_await refuse(exchange, done.error());
    co_return false;
  }
  const double seconds = std::chrono::duration<double>(net::Clock::now() - began).count();
  exchange.worker.services.metrics.decision(seconds, decision.novelty, decision.novelty >= kNovel);
  co_return true;
}

std::vector<std::uint32_t> candidates(const Decision& decision) {
  std::vector<const ModelScore*> order;
  order.reserve(decision.models.size());
  for (const ModelScore& entry : decision.models) {
    if (!std::isnan(entry.score)) order.push_back(&entry);
  }
  std::sort(order.begin(), order.end(), [&](const ModelScore* a, const ModelScore* b) {
    if ((a->model == decision.model) != (b->model == decision.model)) return a->model == decision.model;
    return a->score > b->score || (a->score == b->score && a < b);
  });
  std::vector<std::uint32_t> rows;
  rows.reserve(order.size());
  for (const ModelScore* entry : order) rows.push_back(entry->model);
  return rows;
}

}  // namespace alpharoute::server
