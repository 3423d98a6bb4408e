#include "resilience/attempt_loop.h"

#include "server/answer/record_attempt.h"
#include "resilience/candidate_list.h"
#include "server/http/problem.h"
#include "base/number_text.h"
#include "resilience/retry.h"

namespace alpharoute::server {
namespace {

using net::Clock;
using net::Milliseconds;
using provider::Failure;
using provider::Model;
using provider::Outcome;

class AttemptLoop : public provider::StreamSink {
 public:
  AttemptLoop(Exchange& exchange, const AnswerRequest& asked)
      : exchange_(exchange),
        request_(asked),
        state_(*exchange.worker_state->state),
        resilience_(state_.config.resilience),
        remaining_(asked.candidates),
        relay_(*this, relay_options()) {}

  // Goes through the candidates until one has answered. Null: the caller has been told why not, or has gone.
  asio::awaitable<const Model*> run() {
    Failure last = circuit_open_failure();
    while (!remaining_.empty() && attempts_ < resilience_.max_attempts) {
      const Model* model = next();
      if (model == nullptr && last.outcome == Outcome::unsupported) last = circuit_open_failure();
      if (model == nullptr) break;
      Failure failure = co_await call_model(*model);
      if (!failure.is_failure()) co_return model;
      if (failure.outcome == Outcome::cancelled || exchange_.cancellation.is_requested()) co_return nullptr;
      if (relay_.was_sent()) co_return co_await continue_stream(*model, failure);
      remaining_.drop_after(*model, failure.outcome);
      // That one kind of provider can't be asked is no news where another was and failed.
      if (failure.outcome != Outcome::unsupported || attempts_ == 1) last = std::move(failure);
      if (!provider::may_fall_back(last.outcome)) break;
    }
    co_await tell(last);
    co_return nullptr;
  }

  asio::awaitable<bool> write(std::string_view events) override {
    if (!exchange_.has_begun()) {
      add_headers(*current_);
      exchange_.begin_stream();
      state_.circuits[current_->provider]->answers();
    }
    return exchange_.write(events);
  }

 private:
  provider::RelayOptions relay_options() const {
    provider::RelayOptions options;
    options.buffer_all = resilience_.stream_recovery == StreamRecovery::buffer;
    options.collect_text = resilience_.stream_recovery == StreamRecovery::continue_;
    options.include_usage = request_.chat.include_usage;
    options.choices = request_.chat.choices;
    options.prompt_bytes = request_.chat.text_bytes;
    return options;
  }

  // The best one that is left and whose provider may be asked.
  const Model* next() {
    for (const Model* model : remaining_.all()) {
      if (state_.circuits[model->provider]->admit(Clock::now())) return model;
    }
    return nullptr;
  }

  // One model, until it has answered or is not to be asked again.
  asio::awaitable<Failure> call_model(const Model& model) {
    for (unsigned retry = 0;; ++retry) {
      Failure failure = co_await attempt(model, "");
      if (!failure.is_failure() || relay_.was_sent() || !may_retry_model(model, failure.outcome)) co_return failure;
      if (retry >= resilience_.retries || attempts_ >= resilience_.max_attempts) co_return failure;
      const Milliseconds wait = retry_delay(failure, resilience_.backoff, retry);
      const Milliseconds most = remaining_.has_other_than(model) ? resilience_.max_wait : resilience_.last_wait;
      if (wait > most) co_return failure;
      if (!co_await pause(exchange_, wait)) co_return Failure{Outcome::cancelled, 0, "The caller has gone."};
      if (!state_.circuits[model.provider]->admit(Clock::now())) co_return failure;
    }
  }

  // An answer that broke unseen is asked for again only where nobody else can give one.
  bool may_retry_model(const Model& model, Outcome outcome) const {
    return provider::may_retry(outcome) || (outcome == Outcome::truncated && !remaining_.has_other_than(model));
  }

  asio::awaitable<Failure> attempt(const Model& model, std::string_view prefill) {
    ++attempts_;
    current_ = &model;
    const Clock::time_point began = Clock::now();
    relay_.restart(model.id_json);
    provider::Provider& provider = *exchange_.worker_state->providers[model.provider];
    const provider::Call call{request_.chat, model, prefill, request_.traceparent, exchange_.cancellation};
    const Failure failure = co_await call_provider(provider, call);
    report_to_circuit(*state_.circuits[model.provider], failure.outcome);
    account(model, failure, Clock::now() - began);
    if (!failure.is_failure()) co_await send_answer(model);
    co_return failure;
  }

  // What nobody foresaw in an answer ends the attempt, not the request.
  asio::awaitable<Failure> call_provider(provider::Provider& provider, const provider::Call& call) {
    try {
      if (request_.chat.is_stream) co_return co_await provider.stream(call, relay_);
      co_return co_await provider.complete(call, answer_);
    } catch (const std::exception&) {
      exchange_.worker.services.log.error("unexpected id=" + exchange_.id);
    }
    co_return Failure{Outcome::malformed, 0, "The provider's answer could not be read."};
  }

  // What failed before a token is not billed; a stream that was cut is, as far as is known.
  void account(const Model& model, const Failure& failure, Clock::duration time) {
    provider::UsageRecord record;
    record.attempt = attempts_;
    record.is_stream = request_.chat.is_stream;
    record.seconds = std::chrono::duration<double>(time).count();
    if (record.is_stream) {
      record.first_token_seconds = relay_.first_token_seconds();
      if (!failure.is_failure() || relay_.has_token()) record.usage = relay_.usage();
    } else if (!failure.is_failure()) {
      record.usage = answer_.usage;
    }
    record_attempt(exchange_, model, failure, record);
    cost_usd_ = record.cost_usd;
  }

  void add_headers(const Model& model) {
    exchange_.add_header("x-alpharoute-model", model.id);
    const std::string attempts = std::to_string(attempts_);
    exchange_.add_header("x-alpharoute-attempts", attempts);
    if (&model != request_.candidates.front()) {
      exchange_.add_header("x-alpharoute-fallback-from", request_.candidates.front()->id);
    }
  }

  asio::awaitable<void> send_answer(const Model& model) {
    if (request_.chat.is_stream) {
      (void)co_await exchange_.end_stream();
      co_return;
    }
    add_headers(model);
    if (cost_usd_) exchange_.add_header("x-alpharoute-cost-usd", base::number_text(*cost_usd_, 8));
    co_await exchange_.respond_json(200, answer_.body);
  }

  // The stream broke after the caller had seen part of it.
  asio::awaitable<const Model*> continue_stream(const Model& broken, const Failure& why) {
    remaining_.drop_after(broken, why.outcome);
    while (relay_.can_be_continued() && attempts_ < resilience_.max_attempts) {
      const Model* model = next_prefill_model();
      if (model == nullptr) break;
      const std::string so_far = relay_.text();
      const Failure failure = co_await attempt(*model, so_far);
      if (!failure.is_failure()) co_return model;
      if (failure.outcome == Outcome::cancelled) co_return nullptr;
      remaining_.drop_after(*model, failure.outcome);
    }
    // Whatever became of the continue_stream, the caller is told of the break itself.
    const std::string body = error_body(why);
    (void)co_await relay_.fail(body);
    (void)co_await exchange_.end_stream();
    exchange_.log_fields += " outcome=";
    exchange_.log_fields += provider::outcome_name(why.outcome);
    co_return nullptr;
  }

  const Model* next_prefill_model() {
    for (const Model* model : remaining_.all()) {
      if (model->can_prefill && state_.circuits[model->provider]->admit(Clock::now())) return model;
    }
    return nullptr;
  }

  asio::awaitable<void> tell(const Failure& failure) {
    const std::string attempts = std::to_string(attempts_);
    exchange_.add_header("x-alpharoute-attempts", attempts);
    co_await server::tell(exchange_, failure);
  }

  Exchange& exchange_;
  const AnswerRequest& request_;
  const State& state_;
  const ResilienceOptions& resilience_;
  CandidateList remaining_;
  provider::Relay relay_;
  provider::Answer answer_;
  const Model* current_ = nullptr;
  unsigned attempts_ = 0;
  std::optional<double> cost_usd_;
};

}  // namespace

asio::awaitable<const Model*> answer(Exchange& exchange, const AnswerRequest& asked) {
  AttemptLoop conversation(exchange, asked);
  co_return co_await conversation.run();
}

}  // namespace alpharoute::server
