// What Anthropic's API sends, whole or as a stream: translated to OpenAI's form, or refused.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "net/sse.h"
#include "protocol/anthropic/answer.h"
#include "protocol/anthropic/stream.h"
#include "protocol/json/json_parser.h"

using namespace alpharoute;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

class NoSink : public provider::StreamSink {
  provider::asio::awaitable<bool> write(std::string_view) override { co_return true; }
};

void read_whole(std::string_view text) {
  std::optional<provider::Answer> answer = provider::anthropic_answer(text, "m");
  if (!answer) return;
  provider::pad(answer->body);
  const provider::AnswerInfo facts = provider::read_answer(answer->body);
  require(facts.is_valid && !facts.error);
}

void read_stream(std::string_view text) {
  NoSink sink;
  provider::Relay relay(sink, {});
  provider::AnthropicStream stream("m", relay);
  net::SseParser events;
  events.feed(text);
  provider::EventKind kind = provider::EventKind::more;
  while (kind == provider::EventKind::more && events.next()) {
    const provider::Failure failure = stream.take(events.data(), kind);
    if (!failure.is_failure()) continue;
    require(!failure.message.empty());
    return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_whole(text);
  read_stream(text);
  return 0;
}
