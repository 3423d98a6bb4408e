#include "server/decide/decide.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "server/decide/prompt_embedder.h"
#include "server/http/problem.h"

namespace alpharoute::server {
namespace {

// Allows only models that have a provider.
Result<void> restrict_to_served(const State& state, Request& request) {
  const std::vector<std::string>& served = state.served_rows;
  if (request.models.empty()) {
    request.models = served;
    return {};
  }
  for (const std::string& id : request.models) {
    if (std::find(served.begin(), served.end(), id) == served.end()) {
      return Error{ErrorCode::invalid_argument,
                   "The gateway can't route to a model \"" + id + "\". GET /v1/models lists the models."};
    }
  }
  return {};
}

Result<Plan> plan_of(const State& state, Request request) {
  if (const Result<void> restricted = restrict_to_served(state, request); !restricted) return restricted.error();
  return state.router.plan(request);
}

// Runs on a CPU thread, so it needs its own workspace.
asio::awaitable<Result<void>> decide_on_pool(const Router& router, std::string_view text, const Plan& plan,
                                             Decision& decision) {
  Workspace workspace;
  co_return router.decide(text, plan, workspace, decision);
}

}  // namespace

asio::awaitable<HttpResult<void>> decide(Exchange& exchange, const RouteOptions& options, std::string_view text,
                                         std::span<const float> embedding, Decision& decision) {
  WorkerState& worker_state = *exchange.worker_state;
  const State& state = *worker_state.state;
  std::optional<Plan> own_plan;
  if (options.request != Request()) {
    Result<Plan> planned = plan_of(state, options.request);
    if (!planned) co_return http_error(planned.error());
    own_plan = *std::move(planned);
  }
  const Plan& plan = own_plan ? *own_plan : state.default_plan;
  protocol::Vectors vectors;
  if (embedding.empty() && state.embedding_model) {
    const std::vector<std::string> texts = {std::string(text)};
    HttpResult<EmbeddedTexts> embedded = co_await embed_by_provider(exchange, texts);
    if (!embedded) co_return embedded.error();
    vectors = std::move(embedded->vectors);
    embedding = vectors.front();
  }
  const net::Clock::time_point began = net::Clock::now();
  Result<void> decided;
  if (!embedding.empty()) {
    decided = state.router.decide(embedding, plan, worker_state.workspace, decision);
  } else if (text.size() <= state.config.router.long_text_bytes) {
    decided = state.router.decide(text, plan, worker_state.workspace, decision);
  } else {
    auto work = decide_on_pool(state.router, text, plan, decision);
    decided = co_await asio::co_spawn(exchange.worker.services.pool, std::move(work), asio::use_awaitable);
  }
  if (!decided) co_return http_error(decided.error());
  const double seconds = std::chrono::duration<double>(net::Clock::now() - began).count();
  exchange.worker.services.metrics.decision(seconds, decision.novelty, decision.novelty >= kNovel);
  co_return HttpResult<void>();
}

}  // namespace alpharoute::server
