// HTTP requests to providers: non-streaming responses and event streams.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "net/http_call.h"
#include "net/sse.h"
#include "provider/provider.h"

namespace alpharoute::provider {

// Returns the request line and the headers that all requests to `path` have, without the final blank line.
std::string request_head(const ProviderOptions& options, std::string_view path,
                         const std::vector<std::pair<std::string, std::string>>& headers);

// Returns `common` with the headers of one call and the final blank line.
std::string call_head(std::string_view common, std::size_t body_size, std::string_view traceparent);

// Sends a request and appends the body of a response with status 200 to `response`, padded.
asio::awaitable<Failure> exchange(net::HttpCall& call, std::string_view head, std::string_view body,
                                  net::Milliseconds limit, std::string& response);

// The provider's limits, with those of `model`.
TimeLimits limits_for(const ProviderOptions& options, const Model& model);

// Adds the event `data`, which is padded, to the relay, or returns its failure. Sets `is_last` at the end of the
// stream.
using EventReader = std::function<Failure(std::string& data, bool& is_last)>;

// Sends a request and reads the events of the response until the stream is complete, then finishes the relay.
asio::awaitable<Failure> stream_events(net::HttpCall& call, std::string_view head, std::string_view body,
                                       const TimeLimits& limits, const EventReader& read_event, Relay& relay);

// The failure of a response that is not an answer.
Failure invalid_answer();

}  // namespace alpharoute::provider
