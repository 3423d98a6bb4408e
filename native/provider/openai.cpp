// Any endpoint that speaks OpenAI's chat completions: requests and answers pass through, but for the model's name.
#include <nlohmann/json.hpp>

#include "base/json_members.h"
#include "provider/http_stream.h"
#include "protocol/json/json_parser.h"
#include "provider/provider.h"

namespace alpharoute::provider {
namespace {

std::vector<std::pair<std::string, std::string>> authorization(const ProviderOptions& options) {
  if (options.key.empty()) return {};
  return {{"Authorization", "Bearer " + options.key}};
}

// The conversation, which has a message, with what was answered so far as its last one.
std::string with_prefill(const std::string& body, std::string_view prefill) {
  const std::size_t end = base::find_member(body, "messages")->end - 1;
  const nlohmann::json message = {{"role", "assistant"}, {"content", prefill}};
  return base::with_edits(body, {{end, end, "," + message.dump()}});
}

Failure not_an_answer() { return {Outcome::malformed, 0, "The provider's answer is not valid JSON of an answer."}; }

class OpenAi : public Provider {
 public:
  OpenAi(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines, const ProviderOptions& options)
      : options_(options),
        upstream_(executor, deadlines, options.upstream),
        chat_head_(request_head(options, "/chat/completions", authorization(options))),
        embeddings_head_(request_head(options, "/embeddings", authorization(options))) {}

  asio::awaitable<Failure> complete(const Call& call, Answer& answer) override {
    const std::string body = upstream_body(call.request, call.model.upstream_name_json, false);
    const std::string head = call_head(chat_head_, body.size(), call.traceparent);
    net::HttpCall http(upstream_, call.cancellation);
    std::string response;
    Failure failure = co_await exchange(http, head, body, options_.limits.answer, response);
    if (failure.is_failure()) co_return failure;
    const AnswerInfo facts = read_answer(response);
    if (facts.error) co_return *facts.error;
    if (!facts.is_valid) co_return not_an_answer();
    answer.usage = facts.usage.value_or(
        Usage{estimated_tokens(call.request.text_bytes), 0, 0, estimated_tokens(facts.text_bytes), true});
    answer.body = with_model(response, call.model.id_json);
    co_return Failure();
  }

  asio::awaitable<Failure> stream(const Call& call, Relay& relay) override {
    std::string body = upstream_body(call.request, call.model.upstream_name_json, options_.supports_stream_usage);
    if (!call.prefill.empty()) body = with_prefill(body, call.prefill);
    const std::string head = call_head(chat_head_, body.size(), call.traceparent);
    net::HttpCall http(upstream_, call.cancellation);
    TimeLimits limits = options_.limits;
    limits.first_token = call.model.first_token.value_or(limits.first_token);
    const EventReader read_event = [&relay](const std::string&, std::string& data, EventKind&) -> Failure {
      const ChunkInfo facts = read_chunk(data);
      if (facts.error) return *facts.error;
      if (!facts.is_valid) return {Outcome::malformed, 0, "The provider's stream holds an event that is not JSON."};
      relay.add(data, facts);
      return {};
    };
    co_return co_await stream_events(http, head, body, limits, read_event, relay);
  }

  asio::awaitable<Failure> embed(std::string_view body, net::Cancellation& cancellation, Answer& answer) override {
    const std::string head = call_head(embeddings_head_, body.size(), "");
    net::HttpCall http(upstream_, cancellation);
    Failure failure = co_await exchange(http, head, body, options_.limits.answer, answer.body);
    if (failure.is_failure()) co_return failure;
    const AnswerInfo facts = read_answer(answer.body);
    if (facts.error) co_return *facts.error;
    if (!facts.is_valid) co_return not_an_answer();
    answer.usage = facts.usage.value_or(Usage{estimated_tokens(body.size()), 0, 0, 0, true});
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
