#include "protocol/values/outcome.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>

namespace alpharoute::provider {
namespace {

using net::NetFailure;

constexpr std::size_t kMaxMessage = 2000;  // bytes of a provider's words that are passed on

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

bool holds_any(const std::string& text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return text.find(part) != text.npos; });
}

struct ErrorBody {
  std::string message, code, type;
  bool is_openai_shape = false;  // {"error": {...}}; Anthropic's has "type": "error" beside it
};

void take_text(const simdjson::dom::object& object, const char* key, std::string& out) {
  std::string_view text;
  std::int64_t number = 0;
  if (object[key].get(text) == simdjson::SUCCESS) {
    out = text;
  } else if (object[key].get(number) == simdjson::SUCCESS) {
    out = std::to_string(number);
  }
}

// {"error": {"message", "type", "code"}}, {"error": "text"}, {"message": "text"}, or a list that holds one of these.
ErrorBody parse_error_body(std::string_view body) {
  ErrorBody words;
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (parser.parse(body.data(), body.size()).get(root) != simdjson::SUCCESS) return words;
  simdjson::dom::array list;
  if (root.get(list) == simdjson::SUCCESS && list.size() > 0) root = *list.begin();
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return words;
  simdjson::dom::object error;
  if (object["error"].get(error) != simdjson::SUCCESS) {
    take_text(object, "error", words.message);
    error = object;
  } else {
    std::string type;
    take_text(object, "type", type);
    words.is_openai_shape = type != "error";
  }
  take_text(error, "message", words.message);
  take_text(error, "code", words.code);
  take_text(error, "type", words.type);
  if (words.message.size() > kMaxMessage) words.message.resize(kMaxMessage);
  return words;
}

Outcome outcome_of(unsigned status, const ErrorBody& words) {
  const std::string text = lower(words.code + " " + words.type + " " + words.message);
  if (holds_any(text, {"context_length", "maximum context length", "context window", "prompt is too long",
                       "exceeds the context", "exceed_context_size"})) {
    return Outcome::context_length;
  }
  if (holds_any(text, {"content_filter", "content_policy", "content management policy"})) {
    return Outcome::content_filter;
  }
  if (status == 402 || holds_any(text, {"insufficient_quota", "billing_hard_limit", "credit balance is too low"})) {
    return Outcome::quota;
  }
  if (status == 429 || holds_any(text, {"rate_limit"})) return Outcome::rate_limited;
  if (status == 401 || status == 403 || status == 404) return Outcome::misconfigured;
  if (status == 408 || status == 409 || status == 425 || status >= 500) return Outcome::unavailable;
  if (status >= 400) return Outcome::invalid_request;
  return Outcome::unavailable;  // an error inside a response that calls itself a success
}

}  // namespace

std::string_view outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::answered: return "answered";
    case Outcome::rate_limited: return "rate_limited";
    case Outcome::quota: return "quota";
    case Outcome::unavailable: return "unavailable";
    case Outcome::unreachable: return "unreachable";
    case Outcome::timed_out: return "timed_out";
    case Outcome::truncated: return "truncated";
    case Outcome::malformed: return "malformed";
    case Outcome::context_length: return "context_length_exceeded";
    case Outcome::content_filter: return "content_filter";
    case Outcome::invalid_request: return "invalid_request";
    case Outcome::unsupported: return "unsupported";
    case Outcome::misconfigured: return "misconfigured";
    case Outcome::cancelled: return "cancelled";
  }
  return "unknown";
}

bool may_retry(Outcome outcome) {
  return outcome == Outcome::rate_limited || outcome == Outcome::unavailable || outcome == Outcome::unreachable;
}

bool may_fall_back(Outcome outcome) {
  return outcome != Outcome::answered && outcome != Outcome::content_filter && outcome != Outcome::invalid_request &&
         outcome != Outcome::cancelled;
}

bool counts_as_circuit_failure(Outcome outcome) {
  return outcome == Outcome::unavailable || outcome == Outcome::unreachable || outcome == Outcome::timed_out ||
         outcome == Outcome::truncated || outcome == Outcome::malformed;
}

Failure failure_of(NetFailure failure, bool is_answering) {
  switch (failure) {
    case NetFailure::none: return {};
    case NetFailure::resolve: return {Outcome::unreachable, 0, "The provider's host name has no address."};
    case NetFailure::connect: return {Outcome::unreachable, 0, "The provider accepts no connection."};
    case NetFailure::tls: return {Outcome::unreachable, 0, "The provider's TLS certificate or handshake failed."};
    case NetFailure::closed: return {Outcome::unreachable, 0, "The provider closed the connection without an answer."};
    case NetFailure::truncated:
      if (!is_answering) return {Outcome::unreachable, 0, "The provider closed the connection without an answer."};
      return {Outcome::truncated, 0, "The provider's answer broke off in the middle."};
    case NetFailure::malformed: return {Outcome::malformed, 0, "The provider's response is not valid HTTP."};
    case NetFailure::timeout: return {Outcome::timed_out, 0, "The provider did not answer in time."};
    case NetFailure::cancelled: return {Outcome::cancelled, 0, "The caller has gone."};
  }
  return {};
}

Failure failure_of(unsigned status, std::string_view body, std::string_view retry_after) {
  const ErrorBody words = parse_error_body(body);
  Failure failure{outcome_of(status, words), status, words.message, words.code, parse_retry_after(retry_after)};
  if (!may_retry(failure.outcome) && words.is_openai_shape) failure.body = body;
  // A provider that refuses our key may repeat it: its words stay here.
  if (failure.outcome == Outcome::misconfigured) {
    failure.message = "The provider refused the gateway's request with status " + std::to_string(status) +
                      ". Check the provider's key and the model's name in the configuration.";
    failure.code.clear();
    failure.body.clear();
  }
  if (failure.message.empty()) failure.message = "The provider answered with status " + std::to_string(status) + ".";
  return failure;
}

std::optional<net::Milliseconds> parse_retry_after(std::string_view text) {
  constexpr double kLongest = 24 * 3600.0;
  double seconds = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error == std::errc() && end == text.data() + text.size()) {
    if (!(seconds >= 0.0)) return std::nullopt;
    return net::Milliseconds(std::llround(std::min(seconds, kLongest) * 1000.0));
  }
  std::tm date{};
  const std::string copy(text);
  if (::strptime(copy.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &date) == nullptr) return std::nullopt;
  const double wait = std::difftime(::timegm(&date), std::time(nullptr));
  return net::Milliseconds(std::llround(std::clamp(wait, 0.0, kLongest) * 1000.0));
}

}  // namespace alpharoute::provider
