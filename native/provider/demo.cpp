// A provider without a model: it streams a labelled demo answer, so that the gateway works without an API key.
#include <vector>

#include "net/sleep.h"
#include "protocol/openai/answer.h"
#include "provider/kinds.h"

namespace alpharoute::provider {
namespace {

using net::Milliseconds;
using protocol::FinishReason;
using protocol::StreamEvent;

constexpr Milliseconds kFirstToken{120};
constexpr Milliseconds kToken{15};

std::string demo_text(const Call& call) {
  return "This is a demo answer: no model was called. The router would have sent this prompt of about " +
         std::to_string(protocol::estimated_tokens(call.request.text_bytes)) + " tokens to " + call.model.id +
         ". Add a provider to the configuration to get real answers.";
}

// Splits a text before its spaces, as a tokenizer does.
std::vector<std::string> pieces_of(const std::string& text) {
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at + 1), text.size());
    pieces.push_back(text.substr(at, end - at));
    at = end;
  }
  return pieces;
}

protocol::Answer demo_answer(const Call& call) {
  protocol::Answer answer;
  answer.id = "chatcmpl-demo";
  answer.text = demo_text(call);
  answer.usage.prompt_tokens = protocol::estimated_tokens(call.request.text_bytes);
  answer.usage.completion_tokens = pieces_of(answer.text).size();
  return answer;
}

class Demo : public Provider {
 public:
  explicit Demo(const boost::asio::any_io_executor& executor) : executor_(executor) {}

  asio::awaitable<Failure> complete(const Call& call, Response& response) override {
    if (!co_await net::sleep_for(executor_, kFirstToken, call.cancellation)) co_return protocol::cancelled_failure();
    const protocol::Answer answer = demo_answer(call);
    response.usage = answer.usage;
    response.body = protocol::answer_json(answer, call.model.id);
    co_return Failure();
  }

  asio::awaitable<Failure> stream(const Call& call, Relay& relay) override {
    if (!co_await net::sleep_for(executor_, kFirstToken, call.cancellation)) co_return protocol::cancelled_failure();
    const protocol::Answer answer = demo_answer(call);
    StreamEvent start;
    start.id = answer.id;
    start.is_role = true;
    relay.add(start);
    const std::vector<std::string> pieces = pieces_of(answer.text);
    for (const std::string& piece : pieces) {
      StreamEvent event;
      event.id = answer.id;
      event.text = piece;
      relay.add(event);
      if (!co_await relay.flush()) co_return protocol::cancelled_failure();
      if (!co_await net::sleep_for(executor_, kToken, call.cancellation)) co_return protocol::cancelled_failure();
    }
    StreamEvent end, usage;
    end.id = usage.id = answer.id;
    end.finish_reason = FinishReason::stop;
    usage.usage = answer.usage;
    relay.add(end);
    relay.add(usage);
    if (!co_await relay.finish()) co_return protocol::cancelled_failure();
    co_return Failure();
  }

  asio::awaitable<Failure> embed(std::string_view, net::Cancellation&, Response&) override {
    co_return Failure{Outcome::invalid_request, 400, "The demo provider does not support embeddings."};
  }

 private:
  boost::asio::any_io_executor executor_;
};

}  // namespace

std::unique_ptr<Provider> make_demo(const boost::asio::any_io_executor& executor, net::Deadlines&,
                                    const ProviderOptions&) {
  return std::make_unique<Demo>(executor);
}

}  // namespace alpharoute::provider
