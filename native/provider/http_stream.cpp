#include "provider/http_stream.h"

#include "protocol/json/json_parser.h"
#include "protocol/values/failure.h"
#include "provider/net_failure.h"

namespace alpharoute::provider {
namespace {

using net::Clock;
using net::Milliseconds;
using net::NetFailure;

constexpr std::size_t kMaxAnswer = std::size_t{256} << 20;
constexpr std::size_t kMaxErrorBody = 64 * 1024;
// Limit for the usage and the end of a stream after all choices have ended.
constexpr Milliseconds kUsageTimeout{1000};

Milliseconds until(Clock::time_point end) { return std::chrono::duration_cast<Milliseconds>(end - Clock::now()); }

// Reads an error response, at most kMaxErrorBody bytes.
asio::awaitable<Failure> read_failure(net::HttpCall& call, Clock::time_point end) {
  std::string body;
  const unsigned status = call.head().status;
  const std::string retry_after = call.head().retry_after;
  do {
    if (co_await call.read(body, until(end)) != NetFailure::none) break;
  } while (!call.is_done() && body.size() < kMaxErrorBody);
  protocol::pad(body);
  co_return protocol::failure_of(status, body, retry_after);
}

Failure too_long() { return {Outcome::malformed, 0, "The provider's response is too long."}; }

struct Progress {
  net::SseParser events;
  Clock::time_point began = Clock::now();
  bool has_ended = false;
};

Milliseconds remaining_time(const Progress& progress, const TimeLimits& limits, const Relay& relay) {
  if (!relay.has_token()) return until(progress.began + limits.first_token);
  const Milliseconds limit =
      relay.is_complete() ? std::min(kUsageTimeout, limits.between_tokens) : limits.between_tokens;
  return until(relay.last_token() + limit);
}

Failure read_events(Progress& progress, const EventReader& read_event) {
  while (!progress.has_ended && progress.events.next()) {
    if (progress.events.data() == "[DONE]") {
      progress.has_ended = true;
      break;
    }
    protocol::pad(progress.events.data());
    Failure failure = read_event(progress.events.data(), progress.has_ended);
    if (failure.is_failure()) return failure;
  }
  if (progress.events.is_too_long()) {
    return {Outcome::malformed, 0, "The provider's stream contains an event that is too long."};
  }
  return {};
}

Failure stream_timeout(const Relay& relay) {
  return {Outcome::timed_out, 0,
          relay.has_token() ? "The provider's stream stopped." : "The provider sent no token in time."};
}

}  // namespace

std::string request_head(const ProviderOptions& options, std::string_view path,
                         const std::vector<std::pair<std::string, std::string>>& headers) {
  std::string head = "POST " + options.upstream.url.path + std::string(path) +
                     " HTTP/1.1\r\nHost: " + options.upstream.url.authority() +
                     "\r\nContent-Type: application/json\r\nAccept-Encoding: identity\r\nUser-Agent: alpharoute\r\n";
  for (const auto& list : {headers, options.headers}) {
    for (const auto& [name, value] : list) head += name + ": " + value + "\r\n";
  }
  return head;
}

std::string call_head(std::string_view common, std::size_t body_size, std::string_view traceparent) {
  std::string head;
  head.reserve(common.size() + 128);
  head += common;
  if (!traceparent.empty()) {
    head += "traceparent: ";
    head += traceparent;
    head += "\r\n";
  }
  head += "Content-Length: ";
  head += std::to_string(body_size);
  head += "\r\n\r\n";
  return head;
}

TimeLimits limits_for(const ProviderOptions& options, const Model& model) {
  TimeLimits limits = options.limits;
  limits.first_token = model.first_token.value_or(limits.first_token);
  return limits;
}

Failure invalid_answer() { return {Outcome::malformed, 0, "The provider's response is not a valid answer."}; }

asio::awaitable<Failure> exchange(net::HttpCall& call, std::string_view head, std::string_view body, Milliseconds limit,
                                  std::string& response) {
  const Clock::time_point end = Clock::now() + limit;
  const NetFailure started = co_await call.start(head, body, limit);
  if (started != NetFailure::none) co_return failure_of(started, false);
  if (call.head().status != 200) co_return co_await read_failure(call, end);
  do {
    const NetFailure failure = co_await call.read(response, until(end));
    if (failure != NetFailure::none) co_return failure_of(failure, true);
    if (response.size() > kMaxAnswer) co_return too_long();
  } while (!call.is_done());
  protocol::pad(response);
  co_return Failure();
}

asio::awaitable<Failure> stream_events(net::HttpCall& call, std::string_view head, std::string_view body,
                                       const TimeLimits& limits, const EventReader& read_event, Relay& relay) {
  Progress progress;
  const Milliseconds limit = std::min(limits.headers, limits.first_token);
  const NetFailure started = co_await call.start(head, body, limit);
  if (started != NetFailure::none) co_return failure_of(started, false);
  if (call.head().status != 200) co_return co_await read_failure(call, Clock::now() + limits.headers);
  std::string bytes;
  while (!progress.has_ended) {
    bytes.clear();
    const NetFailure failure = co_await call.read(bytes, remaining_time(progress, limits, relay));
    const bool is_last = call.is_done();
    if (failure == NetFailure::cancelled) co_return failure_of(failure, true);
    progress.events.feed(bytes);
    Failure invalid = read_events(progress, read_event);
    if (invalid.is_failure()) co_return invalid;
    if (progress.has_ended) break;
    // Tokenless events do not reset the timeout.
    const bool is_late = failure == NetFailure::timeout || remaining_time(progress, limits, relay) < Milliseconds(0);
    const bool is_over = failure != NetFailure::none || is_last || is_late;
    // A complete answer without "[DONE]" is accepted.
    if (is_over && relay.is_complete()) break;
    if (is_late) co_return stream_timeout(relay);
    if (is_over) co_return failure_of(NetFailure::truncated, true);
    if (!co_await relay.flush()) co_return failure_of(NetFailure::cancelled, true);
  }
  if (!relay.is_finished()) co_return failure_of(NetFailure::truncated, true);
  if (!co_await relay.finish()) co_return failure_of(NetFailure::cancelled, true);
  // Read the rest of the response so that the connection can be reused.
  for (int reads = 0; reads < 4 && !call.is_done(); ++reads) {
    if (co_await call.read(bytes, Milliseconds(100)) != NetFailure::none) break;
  }
  co_return Failure();
}

}  // namespace alpharoute::provider
