#include "server/attempts.h"

#include "server/accounts.h"
#include "server/candidate_list.h"
#include "server/failure_answer.h"
#include "server/number_text.h"
#include "server/retries.h"

namespace alpharoute::server {
namespace {

using net::Clock;
using net::Milliseconds;
using provider::Failure;
using provider::Model;
using provider::Outcome;

class Conversation : public provider::StreamSink {
 public:
  Conversation(Exchange& exchange, const Asked& asked)
      : exchange_(exchange),
        asked_(asked),
        state_(*exchange.lane->state),
        survival_(state_.config.survival),
        left_(asked.candidates),
        relay_(*this, relay_options()) {}

  // Goes through the candidates until one has answered. Null: the caller has been told why not, or has gone.
  asio::awaitable<const Model*> run() {
    Failure last = circuit_is_open();
    while (!left_.empty() && attempts_ < survival_.max_attempts) {
      const Model* model = next();
      if (model == nullptr && last.outcome == Outcome::untranslatable) last = circuit_is_open();
      if (model == nullptr) break;
      Failure failure = co_await ask(*model);
      if (!failure.is_failure()) co_return model;
      if (failure.outcome == Outcome::cancelled || exchange_.cancellation.is_requested()) co_return nullptr;
      if (relay_.was_sent()) co_return co_await rescue(*model, failure);
      left_.drop_after(*model, failure.outcome);
      // That one kind of provider can't be asked is no news where another was and failed.
      if (failure.outcome != Outcome::untranslatable || attempts_ == 1) last = std::move(failure);
      if (!provider::may_fall_back(last.outcome)) break;
    }
    co_await tell(last);
    co_return nullptr;
  }

  asio::awaitable<bool> write(std::string_view events) override {
    if (!exchange_.has_begun()) {
      add_headers(*asking_);
      exchange_.begin_stream();
      state_.circuits[asking_->provider]->answers();
    }
    return exchange_.write(events);
  }

 private:
  provider::RelayOptions relay_options() const {
    provider::RelayOptions options;
    options.hold_all = survival_.stream_recovery == StreamRecovery::buffer;
    options.keep_text = survival_.stream_recovery == StreamRecovery::continue_;
    options.wants_usage = asked_.chat.wants_usage;
    options.choices = asked_.chat.choices;
    options.prompt_bytes = asked_.chat.text_bytes;
    return options;
  }

  // The best one that is left and whose provider may be asked.
  const Model* next() {
    for (const Model* model : left_.all()) {
      if (state_.circuits[model->provider]->admit(Clock::now())) return model;
    }
    return nullptr;
  }

  // One model, until it has answered or is not to be asked again.
  asio::awaitable<Failure> ask(const Model& model) {
    for (unsigned retry = 0;; ++retry) {
      Failure failure = co_await attempt(model, "");
      if (!failure.is_failure() || relay_.was_sent() || !may_ask_again(model, failure.outcome)) co_return failure;
      if (retry >= survival_.retries || attempts_ >= survival_.max_attempts) co_return failure;
      const Milliseconds wait = wait_of(failure, survival_.backoff, retry);
      const Milliseconds most = left_.has_other_than(model) ? survival_.max_wait : survival_.last_wait;
      if (wait > most) co_return failure;
      if (!co_await pause(exchange_, wait)) co_return Failure{Outcome::cancelled, 0, "The caller has gone."};
      if (!state_.circuits[model.provider]->admit(Clock::now())) co_return failure;
    }
  }

  // An answer that broke unseen is asked for again only where nobody else can give one.
  bool may_ask_again(const Model& model, Outcome outcome) const {
    return provider::may_retry(outcome) || (outcome == Outcome::cut && !left_.has_other_than(model));
  }

  asio::awaitable<Failure> attempt(const Model& model, std::string_view prefill) {
    ++attempts_;
    asking_ = &model;
    const Clock::time_point began = Clock::now();
    relay_.restart(model.id_json);
    provider::Provider& provider = *exchange_.lane->providers[model.provider];
    const provider::Call call{asked_.chat, model, prefill, asked_.traceparent, exchange_.cancellation};
    const Failure failure = co_await call_provider(provider, call);
    settle(*state_.circuits[model.provider], failure.outcome);
    account(model, failure, Clock::now() - began);
    if (!failure.is_failure()) co_await deliver(model);
    co_return failure;
  }

  // What nobody foresaw in an answer ends the attempt, not the request.
  asio::awaitable<Failure> call_provider(provider::Provider& provider, const provider::Call& call) {
    try {
      if (asked_.chat.is_stream) co_return co_await provider.stream(call, relay_);
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
    record.is_stream = asked_.chat.is_stream;
    record.seconds = std::chrono::duration<double>(time).count();
    if (record.is_stream) {
      record.first_token_seconds = relay_.first_token_seconds();
      if (!failure.is_failure() || relay_.has_token()) record.usage = relay_.usage();
    } else if (!failure.is_failure()) {
      record.usage = answer_.usage;
    }
    keep_account(exchange_, model, failure, record);
    cost_usd_ = record.cost_usd;
  }

  void add_headers(const Model& model) {
    exchange_.add_header("x-alpharoute-model", model.id);
    const std::string attempts = std::to_string(attempts_);
    exchange_.add_header("x-alpharoute-attempts", attempts);
    if (&model != asked_.candidates.front()) {
      exchange_.add_header("x-alpharoute-fallback-from", asked_.candidates.front()->id);
    }
  }

  asio::awaitable<void> deliver(const Model& model) {
    if (asked_.chat.is_stream) {
      (void)co_await exchange_.end_stream();
      co_return;
    }
    add_headers(model);
    if (cost_usd_) exchange_.add_header("x-alpharoute-cost-usd", number_text(*cost_usd_, 8));
    co_await exchange_.respond_json(200, answer_.body);
  }

  // The stream broke after the caller had seen part of it.
  asio::awaitable<const Model*> rescue(const Model& broken, const Failure& why) {
    left_.drop_after(broken, why.outcome);
    while (relay_.can_be_continued() && attempts_ < survival_.max_attempts) {
      const Model* model = next_that_continues();
      if (model == nullptr) break;
      const std::string so_far = relay_.text();
      const Failure failure = co_await attempt(*model, so_far);
      if (!failure.is_failure()) co_return model;
      if (failure.outcome == Outcome::cancelled) co_return nullptr;
      left_.drop_after(*model, failure.outcome);
    }
    // Whatever became of the rescue, the caller is told of the break itself.
    const std::string body = error_body(why);
    (void)co_await relay_.fail(body);
    (void)co_await exchange_.end_stream();
    exchange_.log_fields += " outcome=";
    exchange_.log_fields += provider::outcome_name(why.outcome);
    co_return nullptr;
  }

  const Model* next_that_continues() {
    for (const Model* model : left_.all()) {
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
  const Asked& asked_;
  const State& state_;
  const SurvivalOptions& survival_;
  CandidateList left_;
  provider::Relay relay_;
  provider::Answer answer_;
  const Model* asking_ = nullptr;
  unsigned attempts_ = 0;
  std::optional<double> cost_usd_;
};

}  // namespace

asio::awaitable<const Model*> answer(Exchange& exchange, const Asked& asked) {
  Conversation conversation(exchange, asked);
  co_return co_await conversation.run();
}

}  // namespace alpharoute::server
