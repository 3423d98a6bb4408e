#include "protocol/values/failure.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>

namespace alpharoute::protocol {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMaxMessage = 2000;  // bytes

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

bool contains_any(const std::string& text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return text.find(part) != text.npos; });
}

struct ErrorBody {
  std::string message, code, type;
  bool is_openai_shape = false;  // {"error": {...}} without Anthropic's "type": "error"
};

void read_text(const simdjson::dom::object& object, const char* key, std::string& out) {
  std::string_view text;
  std::int64_t number = 0;
  if (object[key].get(text) == simdjson::SUCCESS) {
    out = text;
  } else if (object[key].get(number) == simdjson::SUCCESS) {
    out = std::to_string(number);
  }
}

// Reads {"error": {"message", "type", "code"}}, {"error": "text"}, {"message": "text"}, or a list of one of these.
ErrorBody parse_error_body(std::string_view body) {
  ErrorBody out;
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (parser.parse(body.data(), body.size()).get(root) != simdjson::SUCCESS) return out;
  simdjson::dom::array list;
  if (root.get(list) == simdjson::SUCCESS && list.size() > 0) root = *list.begin();
  simdjson::dom::object object, error;
  if (root.get(object) != simdjson::SUCCESS) return out;
  if (object["error"].get(error) != simdjson::SUCCESS) {
    read_text(object, "error", out.message);
    error = object;
  } else {
    std::string type;
    read_text(object, "type", type);
    out.is_openai_shape = type != "error";
  }
  read_text(error, "message", out.message);
  read_text(error, "code", out.code);
  read_text(error, "type", out.type);
  if (out.message.size() > kMaxMessage) out.message.resize(kMaxMessage);
  return out;
}

Outcome outcome_of(unsigned status, const ErrorBody& error) {
  const std::string text = lower(error.code + " " + error.type + " " + error.message);
  if (contains_any(text, {"context_length", "maximum context length", "context window", "prompt is too long",
                          "exceeds the context", "exceed_context_size"})) {
    return Outcome::context_length;
  }
  if (contains_any(text, {"content_filter", "content_policy", "content management policy"})) {
    return Outcome::content_filter;
  }
  if (status == 402 || contains_any(text, {"insufficient_quota", "billing_hard_limit", "credit balance is too low"})) {
    return Outcome::quota;
  }
  if (status == 429 || contains_any(text, {"rate_limit"})) return Outcome::rate_limited;
  if (status == 401 || status == 403 || status == 404) return Outcome::misconfigured;
  if (status == 408 || status == 409 || status == 425 || status >= 500) return Outcome::unavailable;
  if (status >= 400) return Outcome::invalid_request;
  return Outcome::unavailable;  // an error in a response with status 200
}

}  // namespace

Failure failure_of(unsigned status, std::string_view body, std::string_view retry_after) {
  const ErrorBody error = parse_error_body(body);
  Failure failure{outcome_of(status, error), status, error.message, error.code, parse_retry_after(retry_after)};
  if (!may_retry(failure.outcome) && error.is_openai_shape) failure.body = body;
  // The error body may contain the API key: do not forward it.
  if (failure.outcome == Outcome::misconfigured) {
    failure.message = "The provider rejected the gateway's request with status " + std::to_string(status) +
                      ". Check the provider's key and the model's name in the configuration.";
    failure.code.clear();
    failure.body.clear();
  }
  if (failure.message.empty()) failure.message = "The provider returned status " + std::to_string(status) + ".";
  return failure;
}

std::optional<milliseconds> parse_retry_after(std::string_view text) {
  constexpr double kLongest = 24 * 3600.0;
  double seconds = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error == std::errc() && end == text.data() + text.size()) {
    if (!(seconds >= 0.0)) return std::nullopt;
    return milliseconds(std::llround(std::min(seconds, kLongest) * 1000.0));
  }
  std::tm date{};
  const std::string copy(text);
  if (::strptime(copy.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &date) == nullptr) return std::nullopt;
  const double wait = std::difftime(::timegm(&date), std::time(nullptr));
  return milliseconds(std::llround(std::clamp(wait, 0.0, kLongest) * 1000.0));
}

}  // namespace alpharoute::protocol
