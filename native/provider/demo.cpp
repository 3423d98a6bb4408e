// A provider without a model: streams a plainly labelled answer, so that everything works without a key.
#include <ctime>
#include <nlohmann/json.hpp>
#include <vector>

#include "net/sleep.h"
#include "protocol/json/json_parser.h"
#include "provider/provider.h"

namespace alpharoute::provider {
namespace {

using net::Milliseconds;
using nlohmann::ordered_json;

constexpr Milliseconds kFirstToken{120};
constexpr Milliseconds kToken{15};

std::string answer_to(const Call& call) {
  return "This is a demo answer: no model was called. The router would have sent this prompt of about " +
         std::to_string(estimated_tokens(call.request.text_bytes)) + " tokens to " + call.model.id +
         ". Add a provider to the configuration to get real answers.";
}

// Pieces as a tokenizer would leave them: words with the space before them.
std::vector<std::string> pieces_of(const std::string& text) {
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at + 1), text.size());
    pieces.push_back(text.substr(at, end - at));
    at = end;
  }
  return pieces;
}

Usage usage_of(const Call& call, const std::string& text) {
  Usage usage;
  usage.prompt_tokens = estimated_tokens(call.request.text_bytes);
  usage.completion_tokens = pieces_of(text).size();
  return usage;
}

ordered_json envelope(const Call& call, const char* object) {
  return {{"id", "chatcmpl-demo"},
          {"object", object},
          {"created", static_cast<std::int64_t>(std::time(nullptr))},
          {"model", call.model.id}};
}

std::string chunk(const Call& call, const ordered_json& delta, const char* finish_reason) {
  ordered_json json = envelope(call, "chat.completion.chunk");
  ordered_json choice = {{"index", 0}, {"delta", delta}, {"finish_reason", nullptr}};
  if (finish_reason != nullptr) choice["finish_reason"] = finish_reason;
  json["choices"] = ordered_json::array({choice});
  return json.dump();
}

std::string usage_chunk(const Call& call, const Usage& usage) {
  ordered_json json = envelope(call, "chat.completion.chunk");
  json["choices"] = ordered_json::array();
  json["usage"] = ordered_json::parse(usage_json(usage));
  return json.dump();
}

void add(Relay& relay, std::string data) {
  pad(data);
  relay.add(data, read_chunk(data));
}

Failure gone() { return {Outcome::cancelled, 0, "The caller has gone."}; }

class Demo : public Provider {
 public:
  explicit Demo(const boost::asio::any_io_executor& executor) : executor_(executor) {}

  asio::awaitable<Failure> complete(const Call& call, Answer& answer) override {
    if (!co_await net::sleep_for(executor_, kFirstToken, call.cancellation)) co_return gone();
    const std::string text = answer_to(call);
    answer.usage = usage_of(call, text);
    ordered_json json = envelope(call, "chat.completion");
    ordered_json message = {{"role", "assistant"}, {"content", text}};
    json["choices"] = ordered_json::array();
    json["choices"].push_back({{"index", 0}, {"message", message}, {"finish_reason", "stop"}});
    json["usage"] = ordered_json::parse(usage_json(answer.usage));
    answer.body = json.dump();
    co_return Failure();
  }

  asio::awaitable<Failure> stream(const Call& call, Relay& relay) override {
    if (!co_await net::sleep_for(executor_, kFirstToken, call.cancellation)) co_return gone();
    const std::string text = answer_to(call);
    const ordered_json role = {{"role", "assistant"}, {"content", ""}};
    add(relay, chunk(call, role, nullptr));
    const std::vector<std::string> pieces = pieces_of(text);
    for (const std::string& piece : pieces) {
      const ordered_json delta = {{"content", piece}};
      add(relay, chunk(call, delta, nullptr));
      if (!co_await relay.flush()) co_return gone();
      if (!co_await net::sleep_for(executor_, kToken, call.cancellation)) co_return gone();
    }
    add(relay, chunk(call, ordered_json::object(), "stop"));
    add(relay, usage_chunk(call, usage_of(call, text)));
    if (!co_await relay.finish()) co_return gone();
    co_return Failure();
  }

  asio::awaitable<Failure> embed(std::string_view, net::Cancellation&, Answer&) override {
    co_return Failure{Outcome::invalid_request, 400, "The demo provider has no embeddings."};
  }

 private:
  boost::asio::any_io_executor executor_;
};

}  // namespace

std::unique_ptr<Provider> make_demo(const boost::asio::any_io_executor& executor) {
  return std::make_unique<Demo>(executor);
}

}  // namespace alpharoute::provider
