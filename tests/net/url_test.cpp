// The URLs of providers.
#include "net/url.h"

#include <catch2/catch.hpp>

using namespace alpharoute;

TEST_CASE("a URL that is not a provider's address is rejected") {
  const net::Url url = *net::parse_url("https://[::1]:8443/api/v1/");
  REQUIRE((url.is_tls && url.host == "::1" && url.port == "8443" && url.path == "/api/v1"));
  REQUIRE(url.authority() == "[::1]:8443");
  REQUIRE(net::parse_url("http://ollama:11434")->authority() == "ollama:11434");
  REQUIRE(net::parse_url("https://api.openai.com/v1")->authority() == "api.openai.com");
  for (const char* text : {"", "ftp://a", "http://", "http://a b", "http://user@host", "http://a?x", "http://a:x",
                           "http://a:99999", "http://a\r\nX: y", "http://[::1", "api.openai.com"}) {
    INFO(text);
    REQUIRE_FALSE(net::parse_url(text).ok());
  }
  REQUIRE(net::parse_url("x").error().message ==
          "\"x\" is not the URL of a provider. Use http://host:port/path or https://host/path, without user, query or "
          "fragment.");
}
