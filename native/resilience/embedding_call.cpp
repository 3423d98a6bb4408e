#include "resilience/embedding_call.h"

#include <algorithm>

#include "server/answer/record_attempt.h"
#include "resilience/retry.h"

namespace alpharoute::server {
namespace {

using net::Clock;
using provider::Failure;
using provider::Outcome;

class Attempts {
 public:
  Attempts(Exchange& exchange, const EmbeddingCall& call, provider::Answer& answer)
      : exchange_(exchange),
        call_(call),
        answer_(answer),
        resilience_(exchange.worker_state->state->config.resilience),
        circuit_(*exchange.worker_state->state->circuits[call.model.provider]) {}

  asio::awaitable<Failure> run() {
    Failure failure = circuit_open_failure();
    for (unsigned retry = 0; circuit_.admit(Clock::now()); ++retry) {
      failure = co_await attempt(retry + 1);
      if (!may_retry_model(failure.outcome) || retry >= resilience_.retries) break;
      const Milliseconds wait = retry_delay(failure, resilience_.backoff, retry);
      if (wait > resilience_.last_wait || wait > left()) break;
      if (!co_await pause(exchange_, wait)) co_return Failure{Outcome::cancelled, 0, "The caller has gone."};
    }
    co_return failure;
  }

 private:
  // Nobody else makes the same vectors: what broke off is asked for again, too.
  static bool may_retry_model(Outcome outcome) { return provider::may_retry(outcome) || outcome == Outcome::truncated; }

  Milliseconds left() const {
    if (!call_.limit) return Milliseconds::max();
    return *call_.limit - std::chrono::duration_cast<Milliseconds>(Clock::now() - began_);
  }

  asio::awaitable<Failure> attempt(unsigned number) {
    const Clock::time_point began = Clock::now();
    answer_ = {};
    Failure failure = co_await send();
    if (!failure.is_failure() && call_.read) failure = call_.read(answer_.body);
    report_to_circuit(circuit_, failure.outcome);
    provider::UsageRecord record;
    record.attempt = number;
    record.is_embedding = true;
    record.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    if (!failure.is_failure()) record.usage = answer_.usage;
    record_attempt(exchange_, call_.model, failure, record);
    co_return failure;
  }

  // Until it is answered, the caller goes, or the time is up.
  asio::awaitable<Failure> send() {
    net::Cancellation cancellation;
    const auto end = [&cancellation] { cancellation.request(); };
    net::Deadline deadline(exchange_.worker.deadlines, end);
    if (call_.limit) deadline.set(std::max(left(), Milliseconds(0)));
    net::Cancellation::Scope scope(exchange_.cancellation, end);
    if (exchange_.cancellation.is_requested()) cancellation.request();
    provider::Provider& provider = *exchange_.worker_state->providers[call_.model.provider];
    Failure failure = co_await provider.embed(call_.body, cancellation, answer_);
    const bool is_ours = failure.outcome == Outcome::cancelled && !exchange_.cancellation.is_requested();
    co_return is_ours ? provider::failure_of(net::NetFailure::timeout, false) : failure;
  }

  Exchange& exchange_;
  const EmbeddingCall& call_;
  provider::Answer& answer_;
  const ResilienceOptions& resilience_;
  provider::Circuit& circuit_;
  const Clock::time_point began_ = Clock::now();
};

}  // namespace

asio::awaitable<Failure> ask(Exchange& exchange, const EmbeddingCall& call, provider::Answer& answer) {
  Attempts attempts(exchange, call, answer);
  co_return co_await attempts.run();
}

}  // namespace alpharoute::server
