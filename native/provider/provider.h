// The interface of a provider: it answers chat completions and embedding requests.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/cancellation.h"
#include "net/deadline.h"
#include "net/upstream.h"
#include "protocol/openai/chat_request.h"
#include "protocol/values/outcome.h"
#include "protocol/values/usage.h"
#include "provider/relay.h"

namespace alpharoute::provider {

using protocol::ChatRequest;
using protocol::Failure;
using protocol::Outcome;
using protocol::Usage;

struct TimeLimits {
  net::Milliseconds headers{10000};         // until the head of a stream's response
  net::Milliseconds first_token{12000};     // from the request to the first token of a stream
  net::Milliseconds between_tokens{15000};  // longest gap between two tokens of a stream
  net::Milliseconds answer{120000};         // for a non-streaming response
};

// A [[providers]] section of the configuration, with its secrets.
struct ProviderOptions {
  std::string name;
  std::string kind = "openai";  // a name of kinds()
  net::UpstreamOptions upstream;
  std::string key;  // never logged
  std::vector<std::pair<std::string, std::string>> headers;
  TimeLimits limits;
  bool supports_stream_usage = true;  // accepts stream_options.include_usage
};

// A model at a provider.
struct Model {
  std::string id;                           // the name that clients and the artifact use
  std::string upstream_name;                // the name that the provider uses
  std::string id_json, upstream_name_json;  // both names as JSON strings
  std::size_t provider = 0;                 // index in the configuration
  protocol::Prices prices;
  std::optional<std::uint32_t> context_length;
  std::vector<std::string> capabilities;
  bool can_prefill = false;                      // continues an assistant message at the end of the conversation
  std::optional<net::Milliseconds> first_token;  // overrides the provider's limit
};

// One attempt. All references outlive it.
struct Call {
  const ChatRequest& request;
  const Model& model;
  std::string_view prefill;      // the answer so far, if the call continues a broken stream
  std::string_view traceparent;  // forwarded unless it is empty
  net::Cancellation& cancellation;
};

// A non-streaming response in the client's protocol.
struct Response {
  std::string body;
  Usage usage;
};

// Confined to one thread.
class Provider {
 public:
  virtual ~Provider() = default;

  // Fills `response`, or returns the failure.
  virtual asio::awaitable<Failure> complete(const Call& call, Response& response) = 0;

  // Adds every event to `relay`, and finishes the relay if the stream is complete.
  virtual asio::awaitable<Failure> stream(const Call& call, Relay& relay) = 0;

  // Sends `body` to /embeddings.
  virtual asio::awaitable<Failure> embed(std::string_view body, net::Cancellation& cancellation,
                                         Response& response) = 0;
};

}  // namespace alpharoute::provider
