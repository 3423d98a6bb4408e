// POST /v1/chat/completions: decides, calls the provider and relays the answer.
#include "base/number_text.h"
#include "server/api/answer_chat.h"
#include "server/api/routes.h"
#include "server/decide/choose.h"
#include "server/http/problem.h"

namespace alpharoute::server {
namespace {

void add_headers(Exchange& exchange, const DecisionSummary& decision) {
  exchange.add_header("x-alpharoute-alpha", base::number_text(decision.alpha, 6));
  exchange.add_header("x-alpharoute-margin", base::number_text(decision.margin, 6));
  exchange.add_header("x-alpharoute-novelty", base::number_text(decision.novelty, 4));
}

}  // namespace

asio::awaitable<HttpResult<void>> post_chat(Exchange& exchange) {
  const State& state = *exchange.worker_state->state;
  Result<protocol::ChatRequest> chat =
      protocol::read_chat_request(exchange.request.body, state.config.router.user_turns);
  if (!chat) co_return http_error(chat.error());
  HttpResult<Choice> choice = co_await choose(exchange, *chat);
  if (!choice) co_return choice.error();
  if (choice->decision) add_headers(exchange, *choice->decision);
  HttpResult<const provider::Model*> answered = co_await answer_chat(exchange, *chat, std::move(choice->models));
  if (!answered) co_return answered.error();
  if (*answered != nullptr && choice->conversation != 0) {
    exchange.worker.services.stickiness.remember(choice->conversation, (*answered)->id);
  }
  co_return HttpResult<void>();
}

}  // namespace alpharoute::server
