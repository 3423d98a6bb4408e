// Event streams: independent of how their bytes are split; a forwarded event keeps its content.
#include <cstdint>
#include <string>
#include <vector>

#include "net/sse.h"
#include "protocol/json/json_parser.h"
#include "protocol/openai/event.h"
#include "protocol/openai/event_writer.h"
#include "require.h"

using namespace alpharoute;

namespace {

std::vector<std::string> events_of(std::string_view text, std::size_t step) {
  net::SseParser parser;
  std::vector<std::string> events;
  for (std::size_t at = 0; at < text.size(); at += step) {
    parser.feed(text.substr(at, step));
    while (parser.next()) events.push_back(parser.event() + "\n" + parser.data());
  }
  return events;
}

void read(std::string data) {
  protocol::pad(data);
  const protocol::OpenAiEvent event = protocol::read_event(data);
  if (!event.is_valid || event.error) return;
  std::string written;
  protocol::write_event(data, "\"other\"", false, written);
  std::string renamed = written.substr(6, written.size() - 8);  // without "data: " and the blank line
  protocol::pad(renamed);
  const protocol::OpenAiEvent again = protocol::read_event(renamed);
  require(again.is_valid && again.info.text == event.info.text && again.info.finished == event.info.finished);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::vector<std::string> whole = events_of(text, size + 1);
  require(whole == events_of(text, 1 + size % 5));
  for (const std::string& event : whole) read(event.substr(event.find('\n') + 1));
  return 0;
}
