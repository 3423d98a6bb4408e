// Anthropic's Messages API.
#include "protocol/anthropic/answer.h"
#include "protocol/anthropic/request.h"
#include "protocol/anthropic/stream.h"
#include "protocol/openai/answer.h"
#include "provider/http_stream.h"
#include "provider/kinds.h"

namespace alpharoute::provider {
namespace {

std::vector<std::pair<std::string, std::string>> headers(const ProviderOptions& options) {
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
        head_(request_head(options, "/messages", headers(options))) {}

  asio::awaitable<Failure> complete(const Call& call, Response& response) override {
    const Result<std::string> body = protocol::anthropic_body(call.request, call.model.upstream_name, "");
    if (!body) co_return unsupported(body.error());
    const std::string head = call_head(head_, body->size(), call.traceparent);
    net::HttpCall http(upstream_, call.cancellation);
    std::string text;
    Failure failure = co_await exchange(http, head, *body, options_.limits.answer, text);
    if (failure.is_failure()) co_return failure;
    const std::optional<protocol::Answer> answer = protocol::read_anthropic_answer(text);
    if (!answer) co_return invalid_answer();
    response.body = protocol::answer_json(*answer, call.model.id);
    response.usage = answer->usage;
    co_return Failure();
  }

  asio::awaitable<Failure> stream(const Call& call, Relay& relay) override {
    const Result<std::string> body = protocol::anthropic_body(call.request, call.model.upstream_name, call.prefill);
    if (!body) co_return unsupported(body.error());
    const std::string head = call_head(head_, body->size(), call.traceparent);
    net::HttpCall http(upstream_, call.cancellation);
    const TimeLimits limits = limits_for(options_, call.model);
    protocol::AnthropicStream reader;
    const EventReader read_event = [&reader, &relay](std::string& data, bool& is_last) {
      std::vector<protocol::StreamEvent> events;
      Failure failure = reader.read(data, events, is_last);
      for (const protocol::StreamEvent& event : events) relay.add(event);
      return failure;
    };
    co_return co_await stream_events(http, head, *body, limits, read_event, relay);
  }

  asio::awaitable<Failure> embed(std::string_view, net::Cancellation&, Response&) override {
    co_return Failure{Outcome::invalid_request, 400, "This provider does not support embeddings."};
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
