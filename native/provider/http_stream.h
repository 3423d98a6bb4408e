// What providers over HTTP share: sending JSON, reading a whole answer, going through a stream of events.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "net/http_call.h"
#include "net/sse.h"
#include "provider/provider.h"

namespace alpharoute::provider {

// "POST path HTTP/1.1" and the fields that every request to this provider has, without the last blank line.
std::string request_head(const ProviderOptions& options, std::string_view path,
                         const std::vector<std::pair<std::string, std::string>>& headers);

// With what changes from call to call, and the blank line.
std::string call_head(std::string_view common, std::size_t body_size, std::string_view traceparent);

// Sends and reads the whole response into `body` (padded) if its status is 200.
asio::awaitable<Failure> exchange(net::HttpCall& call, std::string_view head, std::string_view body,
                                  net::Milliseconds limit, std::string& response);

// What an event meant.
enum class EventKind { more, end };

// Takes an event: adds it to the relay, or returns what is wrong with it.
using EventReader = std::function<Failure(const std::string& event, std::string& data, EventKind& kind)>;

// Sends, and goes through the events of the response until the stream is complete; finishes the relay.
asio::awaitable<Failure> stream_events(net::HttpCall& call, std::string_view head, std::string_view body,
                                       const TimeLimits& limits, const EventReader& read_event, Relay& relay);

}  // namespace alpharoute::provider
