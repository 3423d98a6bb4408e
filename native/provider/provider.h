// What every provider of models can do: answer a chat completion, whole or as a stream.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/cancellation.h"
#include "net/deadline.h"
#include "protocol/openai/chat_request.h"
#include "protocol/values/outcome.h"
#include "provider/relay.h"
#include "protocol/values/usage.h"

namespace alpharoute::provider {

struct TimeLimits {
  net::Milliseconds headers{10000};      // of a stream, until the response begins
  net::Milliseconds first_token{12000};  // of a stream, from the request on
  net::Milliseconds between_tokens{15000};
  net::Milliseconds answer{120000};  // of an answer that is no stream
};

// A section [[providers]] of the configuration, its secrets read.
struct ProviderOptions {
  std::string name;
  std::string kind = "openai";  // openai, anthropic, demo
  net::UpstreamOptions upstream;
  std::string key;  // never printed
  std::vector<std::pair<std::string, std::string>> headers;
  TimeLimits limits;
  bool supports_stream_usage = true;  // understands stream_options.include_usage
};

// A model as its provider knows it.
struct Model {
  std::string id;                           // what callers and the artifact call it
  std::string upstream_name;                // what its provider calls it
  std::string id_json, upstream_name_json;  // the same as JSON strings
  std::size_t provider = 0;                 // place in the configuration
  Prices prices;
  std::optional<std::uint32_t> context_length;
  std::vector<std::string> capabilities;
  bool can_prefill = false;                      // goes on from an assistant's message that ends the conversation
  std::optional<net::Milliseconds> first_token;  // instead of the provider's limit
};

// One attempt.
struct Call {
  const ChatRequest& request;
  const Model& model;
  std::string_view prefill;      // what was answered so far; empty but for a continued stream
  std::string_view traceparent;  // passed on if it is not empty
  net::Cancellation& cancellation;
};

// A whole answer in OpenAI's form.
struct Answer {
  std::string body;
  Usage usage;
};

// Of one thread.
class Provider {
 public:
  virtual ~Provider() = default;

  // Fills `answer`, or says what went wrong.
  virtual asio::awaitable<Failure> complete(const Call& call, Answer& answer) = 0;

  // Hands every event to `relay`, and finishes it at the end of a complete stream. A failure leaves the relay as it is.
  virtual asio::awaitable<Failure> stream(const Call& call, Relay& relay) = 0;

  // `body` as it goes to /embeddings; the response in `answer`.
  virtual asio::awaitable<Failure> embed(std::string_view body, net::Cancellation& cancellation, Answer& answer) = 0;
};

// Of options.kind. `deadlines` must outlive it.
std::unique_ptr<Provider> make_provider(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines,
                                        const ProviderOptions& options);

std::unique_ptr<Provider> make_openai(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines,
                                      const ProviderOptions& options);
std::unique_ptr<Provider> make_anthropic(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines,
                                         const ProviderOptions& options);
std::unique_ptr<Provider> make_demo(const boost::asio::any_io_executor& executor);

}  // namespace alpharoute::provider
