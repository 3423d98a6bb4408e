#include "server/decide.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "alpharoute/dot.h"

namespace alpharoute::server {
namespace {

bool is_plain(const Request& request) {
  return !request.alpha && !request.scoring && !request.top_p && request.models.empty() && request.deny.empty() &&
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
      return Error{ErrorCode::bad_argument, "There is no model \"" + id +
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

// What the embeddings provider makes of the text, at unit length.
asio::awaitable<Result<std::vector<float>>> embed_remotely(Exchange& exchange, std::string_view text) {
  const State& state = *exchange.lane->state;
  const std::vector<provider::ProviderOptions>& providers = state.config.providers;
  const auto found = std::find_if(providers.begin(), providers.end(), [&](const auto& provider) {
    return provider.name == state.config.router.embedding_provider;
  });
  const nlohmann::json body = {{"model", state.config.router.embedding_model}, {"input", text}};
  const std::string body_text = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  provider::Answer answer;
  const auto index = static_cast<std::size_t>(found - providers.begin());
  const provider::Failure failure =
      co_await exchange.lane->providers[index]->embed(body_text, exchange.cancellation, answer);
  if (failure.is_failure()) co_return Error{ErrorCode::io, "The embeddings provider failed. " + failure.message};
  std::vector<float> vector;
  const nlohmann::json json = nlohmann::json::parse(answer.body, nullptr, false);
  if (json.is_object() && json.contains("data") && json["data"].is_array() && !json["data"].empty() &&
      json["data"][0].is_object() && json["data"][0].contains("embedding") && json["data"][0]["embedding"].is_array()) {
    for (const nlohmann::json& value : json["data"][0]["embedding"]) {
      if (value.is_number()) vector.push_back(value.get<float>());
    }
  }
  const float length = std::sqrt(dot(vector, vector));
  if (vector.empty() || !(length > 0.0f) || !std::isfinite(length)) {
    co_return Error{ErrorCode::io, "The embeddings provider sent no vector."};
  }
  for (float& value : vector) value /= length;
  co_return vector;
}

// On a CPU thread, with working space of its own.
asio::awaitable<Result<void>> decide_elsewhere(const Router& router, std::string_view text, const Plan& plan,
                                               Decision& decision) {
  Workspace workspace;
  co_return router.decide(text, plan, workspace, decision);
}

}  // namespace

asio::awaitable<Result<void>> decide(Exchange& exchange, const RouteOptions& options, std::string_view text,
                                     std::span<const float> embedding, Decision& decision) {
  Lane& lane = *exchange.lane;
  const State& state = *lane.state;
  std::optional<Plan> own_plan;
  if (!is_plain(options.request)) {
    Result<Plan> planned = plan_of(state, options.request);
    if (!planned) co_return planned.error();
    own_plan = *std::move(planned);
  }
  const Plan& plan = own_plan ? *own_plan : state.default_plan;
  std::vector<float> remote;
  if (embedding.empty() && !state.config.router.embedding_provider.empty()) {
    Result<std::vector<float>> embedded = co_await embed_remotely(exchange, text);
    if (!embedded) co_return embedded.error();
    remote = *std::move(embedded);
    embedding = remote;
  }
  const net::Clock::time_point began = net::Clock::now();
  Result<void> done;
  if (!embedding.empty()) {
    done = state.router.decide(embedding, plan, lane.workspace, decision);
  } else if (text.size() <= state.config.router.long_text_bytes) {
    done = state.router.decide(text, plan, lane.workspace, decision);
  } else {
    auto work = decide_elsewhere(state.router, text, plan, decision);
    done = co_await asio::co_spawn(exchange.worker.services.pool, std::move(work), asio::use_awaitable);
  }
  if (!done) co_return done.error();
  const double seconds = std::chrono::duration<double>(net::Clock::now() - began).count();
  exchange.worker.services.metrics.decision(seconds, decision.novelty, decision.novelty >= kNovel);
  co_return Result<void>();
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
