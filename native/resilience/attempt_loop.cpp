#include "resilience/attempt_loop.h"

#include "resilience/candidate_list.h"

namespace alpharoute::resilience {
namespace {

using net::Clock;
using protocol::Failure;
using protocol::Outcome;
using provider::Model;

class AttemptLoop : public provider::StreamSink {
 public:
  AttemptLoop(const Context& context, const AnswerRequest& request, ClientStream& client)
      : context_(context),
        options_(context.options),
        request_(request),
        client_(client),
        remaining_(request.candidates),
        relay_(*this, relay_options()) {}

  asio::awaitable<AttemptResult> run() {
    co_await call_candidates();
    result_.was_sent = relay_.was_sent();
    co_return std::move(result_);
  }

  asio::awaitable<bool> write(std::string_view events) override {
    if (!has_begun_) {
      has_begun_ = true;
      client_.begin(*current_, result_.attempts);
      context_.circuits.of(*current_).response_started();
    }
    return client_.write(events);
  }

 private:
  provider::RelayOptions relay_options() const {
    provider::RelayOptions out;
    out.buffer_all = options_.stream_recovery == StreamRecovery::buffer;
    out.collect_text = options_.stream_recovery == StreamRecovery::continue_;
    out.include_usage = request_.chat.include_usage;
    out.choices = request_.chat.choices;
    out.prompt_bytes = request_.chat.text_bytes;
    return out;
  }

  // Sets the result's model, or its failure.
  asio::awaitable<void> call_candidates() {
    result_.failure = circuit_open_failure();
    while (!remaining_.empty() && has_attempts_left()) {
      const Model* model = next_model();
      if (model == nullptr) {
        if (result_.failure.outcome == Outcome::unsupported) result_.failure = circuit_open_failure();
        break;
      }
      Failure failure = co_await call_model(*model);
      if (!failure.is_failure()) co_return succeed(*model);
      if (is_cancelled(failure)) co_return fail(protocol::cancelled_failure());
      if (relay_.was_sent()) co_return co_await continue_stream(*model, failure);
      remaining_.drop_after(*model, failure.outcome);
      // Report an earlier provider's failure rather than `unsupported`.
      if (failure.outcome != Outcome::unsupported || result_.attempts == 1) fail(std::move(failure));
      if (!protocol::may_fall_back(result_.failure.outcome)) break;
    }
  }

  bool has_attempts_left() const { return result_.attempts < options_.max_attempts; }

  bool is_cancelled(const Failure& failure) const {
    return failure.outcome == Outcome::cancelled || context_.cancellation.is_requested();
  }

  void succeed(const Model& model) {
    result_.model = &model;
    result_.failure = {};
  }

  void fail(Failure failure) { result_.failure = std::move(failure); }

  // Returns the best remaining model whose circuit admits a request, or null.
  const Model* next_model() {
    for (const Model* model : remaining_.all()) {
      if (context_.circuits.of(*model).admit(Clock::now())) return model;
    }
    return nullptr;
  }

  const Model* next_prefill_model() {
    for (const Model* model : remaining_.all()) {
      if (model->can_prefill && context_.circuits.of(*model).admit(Clock::now())) return model;
    }
    return nullptr;
  }

  // Calls one model, with retries.
  asio::awaitable<Failure> call_model(const Model& model) {
    const bool is_last = !remaining_.has_other_than(model);
    RetryPolicy policy;
    policy.retries = options_.retries;
    policy.backoff = options_.backoff;
    policy.max_wait = is_last ? options_.max_last_retry_wait : options_.max_retry_wait;
    // A truncated answer is retried only if no other model is left.
    policy.may_retry = [this, is_last](const Failure& failure) {
      const bool is_retryable =
          protocol::may_retry(failure.outcome) || (is_last && failure.outcome == Outcome::truncated);
      return is_retryable && !relay_.was_sent() && has_attempts_left();
    };
    const Attempt attempt = [this, &model] { return this->attempt(model, ""); };
    co_return co_await call_with_retries(policy, &context_.circuits.of(model), context_.sleep, attempt);
  }

  asio::awaitable<Failure> attempt(const Model& model, std::string_view prefill) {
    ++result_.attempts;
    current_ = &model;
    const Clock::time_point began = Clock::now();
    relay_.restart(model.id_json);
    const provider::Call call{request_.chat, model, prefill, request_.traceparent, context_.cancellation};
    const Failure failure = co_await call_provider(*context_.providers[model.provider], call);
    context_.circuits.of(model).report(failure.outcome, Clock::now());
    record(model, failure, Clock::now() - began);
    co_return failure;
  }

  // An exception ends the attempt, not the request.
  asio::awaitable<Failure> call_provider(provider::Provider& provider, const provider::Call& call) {
    try {
      if (request_.chat.is_stream) co_return co_await provider.stream(call, relay_);
      co_return co_await provider.complete(call, result_.response);
    } catch (const std::exception&) {
      context_.observer.exception();
    }
    co_return Failure{Outcome::malformed, 0, "The provider's response could not be read."};
  }

  // A failed attempt is billed only if its stream produced a token.
  void record(const Model& model, const Failure& failure, Clock::duration time) {
    UsageRecord record;
    record.attempt = result_.attempts;
    record.is_stream = request_.chat.is_stream;
    record.seconds = std::chrono::duration<double>(time).count();
    if (record.is_stream) {
      record.first_token_seconds = relay_.first_token_seconds();
      if (!failure.is_failure() || relay_.has_token()) record.usage = relay_.usage();
    } else if (!failure.is_failure()) {
      record.usage = result_.response.usage;
    }
    if (!record.usage.is_empty()) record.cost_usd = protocol::cost_of(record.usage, model.prices);
    result_.cost_usd = record.cost_usd;
    context_.observer.record(model, failure, std::move(record));
  }

  // The stream of `broken` failed after the client received a part of it.
  asio::awaitable<void> continue_stream(const Model& broken, const Failure& why) {
    remaining_.drop_after(broken, why.outcome);
    while (relay_.can_be_continued() && has_attempts_left()) {
      const Model* model = next_prefill_model();
      if (model == nullptr) break;
      const std::string so_far = relay_.text();
      const Failure failure = co_await attempt(*model, so_far);
      if (!failure.is_failure()) co_return succeed(*model);
      if (failure.outcome == Outcome::cancelled) co_return fail(failure);
      remaining_.drop_after(*model, failure.outcome);
    }
    (void)co_await relay_.flush_after_failure();
    // Report the original failure, not that of the continuation.
    fail(why);
  }

  const Context& context_;
  const Options& options_;
  const AnswerRequest& request_;
  ClientStream& client_;
  CandidateList remaining_;
  provider::Relay relay_;
  const Model* current_ = nullptr;
  bool has_begun_ = false;
  AttemptResult result_;
};

}  // namespace

asio::awaitable<AttemptResult> call_models(const Context& context, const AnswerRequest& request, ClientStream& client) {
  AttemptLoop loop(context, request, client);
  co_return co_await loop.run();
}

}  // namespace alpharoute::resilience
