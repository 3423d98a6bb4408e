// Responses of Anthropic's API, complete or as a stream: converted to OpenAI's protocol, or rejected.
#include <cstdint>
#include <string>

#include "net/sse.h"
#include "protocol/anthropic/answer.h"
#include "protocol/anthropic/stream.h"
#include "protocol/json/json_parser.h"
#include "protocol/openai/answer.h"
#include "protocol/openai/event.h"
#include "protocol/openai/event_writer.h"
#include "require.h"

using namespace alpharoute;

namespace {

void read_answer(std::string_view text) {
  const std::optional<protocol::Answer> answer = protocol::read_anthropic_answer(text);
  if (!answer) return;
  std::string body = protocol::answer_json(*answer, "m");
  protocol::pad(body);
  const protocol::AnswerInfo info = protocol::read_answer(body);
  require(info.is_valid && !info.error);
}

void write(const protocol::StreamEvent& event) {
  std::string written;
  protocol::write_event(event, "\"m\"", 0, written);
  std::string data = written.substr(6, written.size() - 8);  // without "data: " and the blank line
  protocol::pad(data);
  const protocol::OpenAiEvent again = protocol::read_event(data);
  const protocol::ChunkInfo info = protocol::chunk_info(event);
  require(again.is_valid && !again.error && again.info.text == info.text && again.info.finished == info.finished);
  require(again.info.has_token == info.has_token && again.info.text_bytes == info.text_bytes);
}

void read_stream(std::string_view text) {
  protocol::AnthropicStream stream;
  std::vector<protocol::StreamEvent> events;
  net::SseParser parser;
  parser.feed(text);
  bool is_last = false;
  while (!is_last && parser.next()) {
    const protocol::Failure failure = stream.read(parser.data(), events, is_last);
    require(!failure.is_failure() || !failure.message.empty());
    if (failure.is_failure()) break;
  }
  for (const protocol::StreamEvent& event : events) write(event);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_answer(text);
  read_stream(text);
  return 0;
}
