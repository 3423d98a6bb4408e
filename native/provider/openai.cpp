// OpenAI-compatible APIs. Requests and answers pass unchanged, except for the model's name.
#include "protocol/openai/answer.h"
#include "protocol/openai/event.h"
#include "provider/http_stream.h"
#include "provider/kinds.h"

namespace alpharoute::provider {
namespace {

std::vector<std::pair<std::string, std::string>> authorization(const ProviderOptions& options) {
  if (options.key.empty()) return {};
  return {{"Authorization", "Bearer " + options.key}};
}

// Without reported usage, estimates it.
Usage usage_of(const protocol::AnswerInfo& info, std::size_t prompt_bytes) {
  if (info.usage) return *info.usage;
  const std::uint64_t completion = protocol::estimated_tokens(info.text_bytes);
  return {protocol::estimated_tokens(prompt_bytes), 0, 0, completion, true};
}

class OpenAi : public Provider {
 public:
  OpenAi(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines, const ProviderOptions& options)
      : options_(options),
        upstream_(executor, deadlines, options.upstream),
        chat_head_(request_head(options, "/chat/completions", authorization(options))),
        embeddings_head_(request_head(options, "/embeddings", authorization(options))) {}

  asio::awaitable<Failure> complete(const Call& call, Response& response) override {
    const protocol::UpstreamChanges changes{call.model.upstream_name_json, false, ""};
    const std::string body = protocol::upstream_body(call.request, changes);
    const std::string head = call_head(chat_head_, body.size(), call.traceparent);
    net::HttpCall http(upstream_, call.cancellation);
    std::string text;
    Failure failure = co_await exchange(http, head, body, options_.limits.answer, text);
    if (failure.is_failure()) co_return failure;
    const protocol::AnswerInfo info = protocol::read_answer(text);
    if (info.error) co_return *info.error;
    if (!info.is_valid) co_return invalid_answer();
    response.usage = usage_of(info, call.request.text_bytes);
    response.body = protocol::with_model(text, call.model.id_json);
    co_return Failure();
  }

  asio::awaitable<Failure> stream(const Call& call, Relay& relay) override {
    const protocol::UpstreamChanges changes{call.model.upstream_name_json, options_.supports_stream_usage,
                                            call.prefill};
    const std::string body = protocol::upstream_body(call.request, changes);
    const std::string head = call_head(chat_head_, body.size(), call.traceparent);
    net::HttpCall http(upstream_, call.cancellation);
    const TimeLimits limits = limits_for(options_, call.model);
    const EventReader read_event = [&relay](std::string& data, bool&) -> Failure {
      const protocol::OpenAiEvent event = protocol::read_event(data);
      if (event.error) return *event.error;
      if (!event.is_valid) return {Outcome::malformed, 0, "The provider's stream contains a malformed event."};
      relay.add(data, event.info);
      return {};
    };
    co_return co_await stream_events(http, head, body, limits, read_event, relay);
  }

  asio::awaitable<Failure> embed(std::string_view body, net::Cancellation& cancellation, Response& response) override {
    const std::string head = call_head(embeddings_head_, body.size(), "");
    net::HttpCall http(upstream_, cancellation);
    Failure failure = co_await exchange(http, head, body, options_.limits.answer, response.body);
    if (failure.is_failure()) co_return failure;
    const protocol::AnswerInfo info = protocol::read_answer(response.body);
    if (info.error) co_return *info.error;
    if (!info.is_valid) co_return invalid_answer();
    response.usage = usage_of(info, body.size());
    co_return Failure();
  }

 private:
  ProviderOptions options_;
  net::Upstream upstream_;
  std::string chat_head_, embeddings_head_;
};

}  // namespace

std::unique_ptr<Provider> make_openai(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines,
                                      const ProviderOptions& options) {
  return std::make_unique<OpenAi>(executor, deadlines, options);
}

}  // namespace alpharoute::provider
