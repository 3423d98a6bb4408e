// The parsers of HTTP requests and responses.
#include <catch2/catch.hpp>

#include "net/http_request.h"
#include "net/http_response.h"

using namespace alpharoute;

TEST_CASE("a request does not depend on how its bytes are split") {
  const std::string text =
      "POST /v1/x?a=b HTTP/1.1\r\nHost: h\r\nX-One:  two \r\nTransfer-Encoding: chunked\r\n\r\n"
      "4\r\nabcd\r\n2\r\nef\r\n0\r\n\r\n";
  for (std::size_t step = 1; step <= text.size(); ++step) {
    net::HttpRequest request;
    net::RequestParser parser(request, {});
    std::string unread;
    net::Parsed parsed = net::Parsed::needs_more;
    for (std::size_t at = 0; at < text.size(); at += step) {
      unread += text.substr(at, step);
      std::string_view bytes = unread;
      do parsed = parser.parse(bytes);
      while (parsed == net::Parsed::head && !bytes.empty());
      unread = std::string(bytes);
    }
    INFO(step);
    REQUIRE(parsed == net::Parsed::complete);
    REQUIRE(request.path() == "/v1/x");
    REQUIRE(request.header("x-one") == "two");
    REQUIRE(request.body == "abcdef");
  }
}

TEST_CASE("a response does not depend on how its bytes are split") {
  const std::string text =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: a/b\r\nRetry-After: 3\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3\r\nabc\r\n5;x=y\r\ndefgh\r\n0\r\n\r\n";
  for (std::size_t step = 1; step <= text.size(); ++step) {
    net::ResponseParser parser;
    std::string body, unread;
    for (std::size_t at = 0; at < text.size(); at += step) {
      unread += text.substr(at, step);
      std::string_view bytes = unread;
      REQUIRE(parser.parse(bytes, body));
      unread = std::string(bytes);
    }
    INFO(step);
    REQUIRE(parser.is_done());
    REQUIRE(parser.head().status == 200);
    REQUIRE(parser.head().content_type == "a/b");
    REQUIRE(parser.head().retry_after == "3");
    REQUIRE(body == "abcdefgh");
  }
}

TEST_CASE("a response without its end is incomplete") {
  net::ResponseParser parser;
  std::string body;
  std::string_view bytes = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc";
  REQUIRE(parser.parse(bytes, body));
  REQUIRE_FALSE(parser.finish());
  net::ResponseParser until_end;
  bytes = "HTTP/1.1 200 OK\r\n\r\nabc";
  REQUIRE(until_end.parse(bytes, body));
  REQUIRE(until_end.finish());
}
