// A stream of events: the same however its bytes are cut; what is read of an event holds.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "net/sse.h"
#include "protocol/openai/answer.h"
#include "protocol/json/json_parser.h"

using namespace alpharoute;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

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
  provider::pad(data);
  const provider::ChunkInfo facts = provider::read_chunk(data);
  require(facts.is_valid || (!facts.has_token && facts.finished.none() && !facts.usage));
  if (!facts.is_valid) return;
  std::string renamed = provider::with_model(data, "\"other\"");
  provider::pad(renamed);
  const provider::ChunkInfo again = provider::read_chunk(renamed);
  require(again.is_valid && again.text == facts.text && again.finished == facts.finished);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::vector<std::string> whole = events_of(text, size + 1);
  require(whole == events_of(text, 1 + size % 5));
  for (const std::string& event : whole) read(event.substr(event.find('\n') + 1));
  return 0;
}
