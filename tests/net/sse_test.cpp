// Server-sent events.
#include "net/sse.h"

#include <catch2/catch.hpp>
#include <utility>
#include <vector>

using namespace alpharoute;
using Events = std::vector<std::pair<std::string, std::string>>;

namespace {

Events events_of(std::string_view text, std::size_t step) {
  net::SseParser parser;
  Events events;
  for (std::size_t at = 0; at < text.size(); at += step) {
    parser.feed(text.substr(at, step));
    while (parser.next()) events.emplace_back(parser.event(), parser.data());
  }
  return events;
}

}  // namespace

TEST_CASE("events do not depend on how their bytes are split") {
  const std::string text =
      "\xEF\xBB\xBF: hello\r\ndata: one\r\n\r\nevent: x\ndata:two\ndata: three\n\n\rdata\r\rid: 7\nretry: 5\n\ndata: "
      "last";
  const Events expected = {{"", "one"}, {"x", "two\nthree"}, {"", ""}};
  for (std::size_t step = 1; step <= text.size(); ++step) {
    INFO(step);
    REQUIRE(events_of(text, step) == expected);
  }
}
