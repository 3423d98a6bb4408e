// Responses of providers: independent of how their bytes are split; their body read or rejected.
#include <cstdint>
#include <string>

#include "net/http_response.h"
#include "protocol/json/json_parser.h"
#include "protocol/openai/answer.h"
#include "protocol/values/failure.h"
#include "require.h"

using namespace alpharoute;

namespace {

struct Read {
  bool is_done = false;
  unsigned status = 0;
  std::string body, retry_after;

  bool operator==(const Read&) const = default;
};

Read read(std::string_view text, std::size_t step) {
  net::ResponseParser parser;
  Read out;
  std::string unread;
  for (std::size_t at = 0; at < text.size() && !parser.is_done(); at += step) {
    unread += text.substr(at, step);
    std::string_view bytes = unread;
    if (!parser.parse(bytes, out.body)) return {};
    unread = std::string(bytes);
  }
  out.is_done = parser.finish();
  if (!out.is_done) return {};
  out.status = parser.head().status;
  out.retry_after = parser.head().retry_after;
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Read whole = read(text, size + 1);
  require(whole == read(text, 1 + size % 7));
  std::string body = whole.is_done ? whole.body : std::string(text);
  protocol::pad(body);
  const protocol::AnswerInfo info = protocol::read_answer(body);
  if (info.is_valid) require(!protocol::with_model(body, "\"other\"").empty());
  const protocol::Failure failure = protocol::failure_of(whole.status, body, whole.retry_after);
  require(failure.is_failure() && !failure.message.empty());
  require(!failure.retry_after || failure.retry_after->count() >= 0);
  require(!protocol::error_json(failure.message, "t", failure.code).empty());
  return 0;
}
