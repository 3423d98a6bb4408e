// Anthropic's Messages API, answers and streams translated to OpenAI's form.
#include "protocol/anthropic/answer.h"
#include "protocol/anthropic/request.h"
#include "protocol/anthropic/stream.h"
#include "provider/http_stream.h"
#include "provider/provider.h"

namespace alpharoute::provider {
namespace {

std::vector<std::pair<std::string, std::string>> fields(const ProviderOptions& options) {
  std::vector<std::pair<std::string, std::string>> out = {{"anthropic-version", "2023-06-01"}};
  if (!options.key.empty()) out.emplace_back("x-api-key", options.key);
  return out;
}

Failure unsupported(const Error& error) { return {Outcome::unsupported, 0, error.message}; }

class Anthropic : public Provider {
 public:
  Anthropic(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines, const ProviderOptions& options)
      : options_(options),
        upstream_(executor, deadlines, options.upstream),
        head_(request_head(options, "/messages", fields(options))) {}

  asio::awaitable<Failure> complete(const Call& call, Answer& answer) override {
    const Result<std::string> body = anthropic_body(call.request, call.model.upstream_name, "");
    if (!body) co_return unsupported(body.error());
    const std::string head = call_head(head_, body->size(), call.traceparent);
    net::HttpCall http(upstream_, call.cancellation);
    std::string response;
    Failure failure = co_await exchange(http, head, *body, options_.limits.answer, response);
    if (failure.is_failure()) co_return failure;
    std::optional<Answer> translated = anthropic_answer(response, call.model.id);
    if (!translated) co_return Failure{Outcome::malformed, 0, "The provider's answer is not valid JSON of an answer."};
    answer = std::move(*translated);
    co_return Failure();
  }

  asio::awaitable<Failure> stream(const Call& call, Relay& relay) override {
    const Result<std::string> body = anthropic_body(call.request, call.model.upstream_name, call.prefill);
    if (!body) co_return unsupported(body.error());
    const std::string head = call_head(head_, body->size(), call.traceparent);
    net::HttpCall http(upstream_, call.cancellation);
    TimeLimits limits = options_.limits;
    limits.first_token = call.model.first_token.value_or(limits.first_token);
    AnthropicStream events(call.model.id, relay);
    const EventReader read_event = [&events](const std::string&, std::string& data, EventKind& kind) {
      return events.take(data, kind);
    };
    co_return co_await stream_events(http, head, *body, limits, read_event, relay);
  }

  asio::awaitable<Failure> embed(std::string_view, net::Cancellation&, Answer&) override {
    co_return Failure{Outcome::invalid_request, 400, "This provider has no embeddings."};
  }

 private:
  ProviderOptions options_;
  net::Upstream upstream_;
  std::string head_;
};

}  // namespace

std::unique_ptr<Provider> make_anthropic(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines,
                                         const ProviderOptions& options) {
  return std::make_unique<Anthropic>(executor, deadlines, options);
}

}  // namespace alpharoute::provider
