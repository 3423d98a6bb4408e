#include "resilience/embedding_call.h"

#include <algorithm>

#include "provider/net_failure.h"

namespace alpharoute::resilience {
namespace {

using net::Clock;
using net::Milliseconds;
using protocol::Failure;
using protocol::Outcome;

class EmbeddingAttemptLoop {
 public:
  EmbeddingAttemptLoop(const Context& context, const EmbeddingCall& call, provider::Response& response)
      : context_(context), call_(call), response_(response), circuit_(context.circuits.of(call.model)) {
    if (call.limit) give_up_at_ = Clock::now() + *call.limit;
  }

  asio::awaitable<Failure> run() {
    if (!circuit_.admit(Clock::now())) co_return circuit_open_failure();
    RetryPolicy policy;
    policy.retries = context_.options.retries;
    policy.backoff = context_.options.backoff;
    policy.max_wait = context_.options.max_last_retry_wait;
    policy.give_up_at = give_up_at_;
    // No other provider makes the same vectors: retry truncated responses, too.
    policy.may_retry = [](const Failure& failure) {
      return protocol::may_retry(failure.outcome) || failure.outcome == Outcome::truncated;
    };
    const Attempt attempt = [this] { return this->attempt(); };
    co_return co_await call_with_retries(policy, &circuit_, context_.sleep, attempt);
  }

 private:
  asio::awaitable<Failure> attempt() {
    const Clock::time_point began = Clock::now();
    response_ = {};
    Failure failure = co_await send();
    if (!failure.is_failure() && call_.read) failure = call_.read(response_.body);
    circuit_.report(failure.outcome, Clock::now());
    UsageRecord record;
    record.attempt = ++attempts_;
    record.is_embedding = true;
    record.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    if (!failure.is_failure()) record.usage = response_.usage;
    if (!record.usage.is_empty()) record.cost_usd = protocol::cost_of(record.usage, call_.model.prices);
    context_.observer.record(call_.model, failure, std::move(record));
    co_return failure;
  }

  // Sends the request until the response, the limit or the client's disconnection.
  asio::awaitable<Failure> send() {
    net::Cancellation cancellation;
    const auto end = [&cancellation] { cancellation.request(); };
    net::Deadline deadline(context_.deadlines, end);
    if (call_.limit) deadline.set(std::max(time_left(), Milliseconds(0)));
    net::Cancellation::Scope scope(context_.cancellation, end);
    if (context_.cancellation.is_requested()) cancellation.request();
    provider::Provider& provider = *context_.providers[call_.model.provider];
    Failure failure = co_await provider.embed(call_.body, cancellation, response_);
    const bool is_timeout = failure.outcome == Outcome::cancelled && !context_.cancellation.is_requested();
    co_return is_timeout ? provider::failure_of(net::NetFailure::timeout, false) : failure;
  }

  Milliseconds time_left() const { return std::chrono::duration_cast<Milliseconds>(give_up_at_ - Clock::now()); }

  const Context& context_;
  const EmbeddingCall& call_;
  provider::Response& response_;
  Circuit& circuit_;
  Clock::time_point give_up_at_ = Clock::time_point::max();
  unsigned attempts_ = 0;
};

}  // namespace

asio::awaitable<Failure> call_embeddings(const Context& context, const EmbeddingCall& call,
                                         provider::Response& response) {
  EmbeddingAttemptLoop loop(context, call, response);
  co_return co_await loop.run();
}

}  // namespace alpharoute::resilience
