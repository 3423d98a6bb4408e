// Anthropic's Messages API, answers and streams translated to OpenAI's form.
#include <ctime>
#include <nlohmann/json.hpp>

#include "provider/anthropic_request.h"
#include "provider/http_stream.h"
#include "provider/json_parser.h"
#include "provider/provider.h"

namespace alpharoute::provider {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

std::string text_member(const json& object, const char* key) {
  return object.is_object() && object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : "";
}

std::uint64_t count_member(const json& object, const char* key) {
  return object.contains(key) && object[key].is_number_unsigned() ? object[key].get<std::uint64_t>() : 0;
}

const char* finish_reason_of(const std::string& stop_reason) {
  if (stop_reason == "max_tokens" || stop_reason == "model_context_window_exceeded") return "length";
  if (stop_reason == "tool_use") return "tool_calls";
  if (stop_reason == "refusal") return "content_filter";
  return "stop";
}

// Their input tokens leave out what the cache served or took.
void read_usage(const json& usage, Usage& out) {
  if (!usage.is_object()) return;
  if (usage.contains("input_tokens")) {
    out.cached_tokens = count_member(usage, "cache_read_input_tokens");
    out.cache_write_tokens = count_member(usage, "cache_creation_input_tokens");
    out.prompt_tokens = count_member(usage, "input_tokens") + out.cached_tokens + out.cache_write_tokens;
  }
  if (usage.contains("output_tokens")) out.completion_tokens = count_member(usage, "output_tokens");
}

ordered_json tool_call(const std::string& id, const std::string& name, const std::string& arguments) {
  const ordered_json function = {{"name", name}, {"arguments", arguments}};
  return {{"id", id}, {"type", "function"}, {"function", function}};
}

// A whole message as a chat completion; empty if it is none.
std::string completion_of(const json& message, const std::string& model, Usage& usage) {
  if (!message.is_object() || !message.contains("content") || !message["content"].is_array()) return "";
  std::string text, thinking;
  ordered_json calls = ordered_json::array();
  for (const json& block : message["content"]) {
    const std::string type = text_member(block, "type");
    if (type == "text") text += text_member(block, "text");
    if (type == "thinking") thinking += text_member(block, "thinking");
    if (type == "tool_use") {
      calls.push_back(
          tool_call(text_member(block, "id"), text_member(block, "name"), block.value("input", json::object()).dump()));
    }
  }
  read_usage(message.value("usage", json()), usage);
  ordered_json answer = {{"role", "assistant"}, {"content", text}};
  if (text.empty() && !calls.empty()) answer["content"] = nullptr;
  if (!thinking.empty()) answer["reasoning_content"] = thinking;
  if (!calls.empty()) answer["tool_calls"] = calls;
  const ordered_json choice = {
      {"index", 0}, {"message", answer}, {"finish_reason", finish_reason_of(text_member(message, "stop_reason"))}};
  const ordered_json out = {{"id", text_member(message, "id")},
                            {"object", "chat.completion"},
                            {"created", static_cast<std::int64_t>(std::time(nullptr))},
                            {"model", model},
                            {"choices", ordered_json::array({choice})},
                            {"usage", ordered_json::parse(usage_json(usage))}};
  return out.dump();
}

// Goes through the events of one stream.
class Translator {
 public:
  Translator(std::string model, Relay& relay) : model_(std::move(model)), relay_(relay) {}

  Failure take(const std::string& data, EventKind& kind) {
    const json event = json::parse(data, nullptr, false);
    if (!event.is_object()) {
      return {Outcome::malformed, 0, "The provider's stream holds an event that is not JSON."};
    }
    const std::string type = text_member(event, "type");
    if (type == "error") return failure_of(200, data, "");
    if (type == "message_start") start(event.value("message", json::object()));
    if (type == "content_block_start") start_block(event.value("content_block", json::object()));
    if (type == "content_block_delta") take_delta(event.value("delta", json::object()));
    if (type == "message_delta") finish(event);
    if (type == "message_stop") kind = EventKind::end;
    return {};
  }

 private:
  void start(const json& message) {
    id_ = text_member(message, "id");
    read_usage(message.value("usage", json()), usage_);
    add({{"role", "assistant"}, {"content", ""}}, nullptr);
  }

  void start_block(const json& block) {
    if (text_member(block, "type") != "tool_use") return;
    ordered_json call = tool_call(text_member(block, "id"), text_member(block, "name"), "");
    call["index"] = ++tool_;
    add({{"tool_calls", ordered_json::array({call})}}, nullptr);
  }

  void take_delta(const json& delta) {
    const std::string type = text_member(delta, "type");
    if (type == "text_delta") add({{"content", text_member(delta, "text")}}, nullptr);
    if (type == "thinking_delta") add({{"reasoning_content", text_member(delta, "thinking")}}, nullptr);
    if (type == "input_json_delta") {
      const ordered_json function = {{"arguments", text_member(delta, "partial_json")}};
      const ordered_json call = {{"index", tool_}, {"function", function}};
      add({{"tool_calls", ordered_json::array({call})}}, nullptr);
    }
  }

  void finish(const json& event) {
    read_usage(event.value("usage", json()), usage_);
    const std::string reason = text_member(event.value("delta", json::object()), "stop_reason");
    if (!reason.empty()) add(ordered_json::object(), finish_reason_of(reason));
    ordered_json chunk = envelope();
    chunk["choices"] = ordered_json::array();
    chunk["usage"] = ordered_json::parse(usage_json(usage_));
    send(chunk);
  }

  ordered_json envelope() const {
    return {{"id", id_},
            {"object", "chat.completion.chunk"},
            {"created", static_cast<std::int64_t>(std::time(nullptr))},
            {"model", model_}};
  }

  void add(const ordered_json& delta, const char* finish_reason) {
    ordered_json choice = {{"index", 0}, {"delta", delta}, {"finish_reason", nullptr}};
    if (finish_reason != nullptr) choice["finish_reason"] = finish_reason;
    ordered_json chunk = envelope();
    chunk["choices"] = ordered_json::array({choice});
    send(chunk);
  }

  void send(const ordered_json& chunk) {
    std::string data = chunk.dump(-1, ' ', false, json::error_handler_t::replace);
    pad(data);
    ChunkFacts facts = read_chunk(data);
    if (facts.usage) facts.usage->cache_write_tokens = usage_.cache_write_tokens;
    relay_.add(data, facts);
  }

  std::string model_;
  Relay& relay_;
  std::string id_;
  Usage usage_;
  int tool_ = -1;  // place of the latest tool call
};

std::vector<std::pair<std::string, std::string>> fields(const ProviderOptions& options) {
  std::vector<std::pair<std::string, std::string>> out = {{"anthropic-version", "2023-06-01"}};
  if (!options.key.empty()) out.emplace_back("x-api-key", options.key);
  return out;
}

Failure untranslatable(const Error& error) { return {Outcome::invalid_request, 400, error.message}; }

class Anthropic : public Provider {
 public:
  Anthropic(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines, const ProviderOptions& options)
      : options_(options),
        upstream_(executor, deadlines, options.upstream),
        head_(request_head(options, "/messages", fields(options))) {}

  asio::awaitable<Failure> complete(const Call& call, Answer& answer) override {
    const Result<std::string> body = anthropic_body(call.request, call.model.upstream_name, "");
    if (!body) co_return untranslatable(body.error());
    const std::string head = call_head(head_, body->size(), call.traceparent);
    net::HttpCall http(upstream_, call.cancellation);
    std::string response;
    Failure failure = co_await exchange(http, head, *body, options_.limits.answer, response);
    if (failure.is_failure()) co_return failure;
    const json message = json::parse(response, nullptr, false);
    answer.usage = {};
    answer.body = completion_of(message, call.model.id, answer.usage);
    if (answer.body.empty()) {
      co_return Failure{Outcome::malformed, 0, "The provider's answer is not valid JSON of an answer."};
    }
    co_return Failure();
  }

  asio::awaitable<Failure> stream(const Call& call, Relay& relay) override {
    const Result<std::string> body = anthropic_body(call.request, call.model.upstream_name, call.prefill);
    if (!body) co_return untranslatable(body.error());
    const std::string head = call_head(head_, body->size(), call.traceparent);
    net::HttpCall http(upstream_, call.cancellation);
    TimeLimits limits = options_.limits;
    limits.first_token = call.model.first_token.value_or(limits.first_token);
    Translator translator(call.model.id, relay);
    const EventReader read_event = [&translator](const std::string&, std::string& data, EventKind& kind) {
      return translator.take(data, kind);
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
