#include "server/api/answer_chat.h"

#include <algorithm>

#include "base/number_text.h"
#include "provider/kinds.h"
#include "resilience/attempt_loop.h"
#include "server/answer/attempt_context.h"
#include "server/answer/client_stream.h"
#include "server/http/problem.h"

namespace alpharoute::server {
namespace {

using provider::Model;
using resilience::AttemptResult;

// Source: https://www.w3.org/TR/trace-context/, "traceparent".
bool is_traceparent(std::string_view text) {
  if (text.size() != 55 || text[2] != '-' || text[35] != '-' || text[52] != '-') return false;
  return text.find_first_not_of("0123456789abcdef-") == std::string_view::npos;
}

bool converts_requests(const State& state, const std::vector<const Model*>& models) {
  return std::any_of(models.begin(), models.end(), [&](const Model* model) {
    return provider::find_kind(state.config.providers[model->provider].kind)->converts_requests;
  });
}

asio::awaitable<void> send_answer(Exchange& exchange, const AttemptResult& result, const Model& first_candidate) {
  add_model_headers(exchange, *result.model, first_candidate, result.attempts);
  if (result.cost_usd) exchange.add_header("x-alpharoute-cost-usd", base::number_text(*result.cost_usd, 8));
  co_await exchange.respond_json(200, result.response.body);
}

// A stream that the client has received a part of ends with an error event.
asio::awaitable<void> end_stream(Exchange& exchange, const AttemptResult& result, ExchangeStream& stream) {
  if (result.failure.outcome == protocol::Outcome::cancelled) co_return;
  exchange.log_fields += " outcome=";
  exchange.log_fields += protocol::outcome_name(result.failure.outcome);
  co_await stream.end_with(result.failure);
}

}  // namespace

asio::awaitable<HttpResult<const Model*>> answer_chat(Exchange& exchange, protocol::ChatRequest& chat,
                                                      std::vector<const Model*> candidates) {
  // A stream can last for minutes: keep the parsed document only if a provider needs it.
  if (!converts_requests(*exchange.worker_state->state, candidates)) chat.document.release();
  const Model& first_candidate = *candidates.front();
  const std::string_view trace = exchange.request.header("traceparent");
  const resilience::AnswerRequest request{chat, std::move(candidates), std::string(is_traceparent(trace) ? trace : "")};
  const AttemptContext context(exchange);
  ExchangeStream stream(exchange, first_candidate);
  const AttemptResult result = co_await resilience::call_models(context.get(), request, stream);
  if (result.model == nullptr && !result.was_sent) {
    exchange.add_header("x-alpharoute-attempts", std::to_string(result.attempts));
    co_return http_error(result.failure);
  }
  if (result.model == nullptr) {
    co_await end_stream(exchange, result, stream);
  } else if (chat.is_stream) {
    (void)co_await exchange.end_stream();
  } else {
    co_await send_answer(exchange, result, first_candidate);
  }
  co_return result.model;
}

}  // namespace alpharoute::server
